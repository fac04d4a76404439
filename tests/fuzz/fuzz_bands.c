/* Any bytes as a bands file: refused with an error, or bands from the highest to the lowest, each
 * of which begins at its bound. */
#include "law.h"

static void check_band(const chiso_bands *bands, uint32_t band)
{
    const chiso_decimal from = chiso_bands_from(bands, band);
    const bool last = band + 1 == chiso_bands_count(bands);

    law(chiso_bands_name(bands, band)[0] != '\0', "a band has a name");
    /* A bound may have more than six places, and is given with these, half away from zero. */
    if (from < CHISO_DECIMAL_MAX) {
        law(chiso_bands_find(bands, from + 1, 100 * CHISO_DECIMAL_ONE) <= band,
            "what is above a lower bound is in its band, or in a higher one");
    }
    law(last || chiso_bands_from(bands, band + 1) <= from, "bands go down");
    if (from > -CHISO_DECIMAL_MAX) {
        const uint32_t below = chiso_bands_find(bands, from - 1, 100 * CHISO_DECIMAL_ONE);

        law(below == CHISO_NO_BAND || below > band, "below its bound a lower band begins");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chiso_error error;
    chiso_bands *bands = NULL;
    const chiso_status status =
        chiso_bands_read_csv((const char *)data, size, NULL, &bands, &error);

    if (status != CHISO_OK) {
        law(bands == NULL, "no bands on failure");
        law_error(status, &error);
        return 0;
    }
    law(chiso_bands_count(bands) > 0, "a bands file has a band");
    for (uint32_t i = 0; i < chiso_bands_count(bands); i++) {
        check_band(bands, i);
    }
    chiso_bands_free(bands);
    return 0;
}
