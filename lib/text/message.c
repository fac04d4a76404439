/* Errors that name the thing, in English and Vietnamese. */
#include "text/message.h"

#include "text/unsafe.h"

#include <string.h>

/* No cell needs more than this to be recognised. */
enum { LONGEST_WORD = 120 };

struct writer {
    char *out;
    size_t size;
    chiso_language language;
};

/* How many bytes of a text are whole characters that fit into room bytes. */
static size_t whole_characters(struct chiso__span text, size_t room)
{
    size_t size = text.size < room ? text.size : room;

    while (size < text.size && size > 0 && ((unsigned char)text.text[size] & 0xC0) == 0x80) {
        size--;
    }
    return size;
}

/* Adds as many whole characters as fit. */
static void add(struct writer *writer, struct chiso__span text)
{
    const size_t size = whole_characters(text, CHISO_MESSAGE_SIZE - 1 - writer->size);

    if (size > 0) {
        memcpy(writer->out + writer->size, text.text, size);
    }
    writer->size += size;
    writer->out[writer->size] = '\0';
}

/* Adds a text that came from outside, each unsafe character as what stands for it; a long one is
 * cut. */
static void add_foreign(struct writer *writer, struct chiso__span text)
{
    char copy[LONGEST_WORD];
    struct chiso__span rest = {text.text, whole_characters(text, LONGEST_WORD)};
    const bool is_cut = rest.size < text.size;
    size_t used = 0;

    while (rest.size > 0) {
        const size_t safe = chiso__safe_start(rest, "");

        memcpy(copy + used, rest.text, safe);
        used += safe;
        rest = (struct chiso__span){rest.text + safe, rest.size - safe};
        if (rest.size > 0) {
            copy[used++] = chiso__instead_of(chiso__utf8_take(&rest));
        }
    }
    add(writer, (struct chiso__span){copy, used});
    if (is_cut) {
        add(writer, chiso__span_of("\xE2\x80\xA6"));
    }
}

static void add_count(struct writer *writer, uint64_t count)
{
    char digits[CHISO__COUNT_SIZE];

    add(writer, chiso__count_text(count, digits));
}

static void add_word(struct writer *writer, struct chiso__insert word)
{
    char text[CHISO__NUMERAL_SIZE];

    switch (word.kind) {
    case CHISO__WORD_TEXT:
        add_foreign(writer, word.text);
        break;
    case CHISO__WORD_DECIMAL:
        chiso__carried_text((struct chiso__carried){word.number, word.rest},
                            writer->language == CHISO_LANGUAGE_ENGLISH ? '.' : ',', text);
        add(writer, chiso__span_of(text));
        break;
    case CHISO__WORD_COUNT:
        add_count(writer, (uint64_t)word.number);
        break;
    case CHISO__WORD_MESSAGE:
        add(writer,
            chiso__span_of(chiso__text_in(writer->language, (enum chiso__message)word.number)));
        break;
    }
}

/* A place in a message where a word is put in: {0}, or {u0} and {c0} where the word is the code of
 * the unit or the criterion that the message is about. */
struct opening {
    char about; /* 'u', 'c', or '\0' */
    int word;
    size_t size;
};

static struct opening opening_at(const char *template)
{
    const char about = template[1] == 'u' || template[1] == 'c' ? template[1] : '\0';
    const size_t digit = about == '\0' ? 1 : 2;

    return (struct opening){about, template[digit] - '0', digit + 2};
}

static void write_message(char *out, chiso_language language, enum chiso__message message,
                          const struct chiso__insert *words)
{
    struct writer writer = {out, 0, language};
    const char *template = chiso__text_in(language, message);

    out[0] = '\0';
    while (*template != '\0') {
        const size_t plain = strcspn(template, "{");

        add(&writer, (struct chiso__span){template, plain});
        template += plain;
        if (template[0] == '{') {
            const struct opening opening = opening_at(template);

            add_word(&writer, words[opening.word]);
            template += opening.size;
        }
    }
}

/* Copies as many whole characters of a code as fit; of what is not UTF-8 none. */
static void copy_code(char out[CHISO_ERROR_CODE_SIZE], struct chiso__span code)
{
    const bool broken = chiso__utf8_check(code) < code.size;
    const size_t size = broken ? 0 : whole_characters(code, CHISO_ERROR_CODE_SIZE - 1);

    if (size > 0) {
        memcpy(out, code.text, size);
    }
    out[size] = '\0';
}

/* Puts the codes that a message marks into the error, and leaves those that it does not. */
static void name_codes(chiso_error *error, enum chiso__message message,
                       const struct chiso__insert *words)
{
    const char *template = strchr(chiso__text_in(CHISO_LANGUAGE_ENGLISH, message), '{');

    while (template != NULL) {
        const struct opening opening = opening_at(template);

        if (opening.about != '\0') {
            copy_code(opening.about == 'u' ? error->unit : error->criterion,
                      words[opening.word].text);
        }
        template = strchr(template + opening.size, '{');
    }
}

chiso_status chiso__fail(chiso_error *error, chiso_status status, enum chiso__message message,
                         const struct chiso__insert *words)
{
    if (error != NULL) {
        /* Apart, since words may lie in the error: codes that it named, given again. */
        chiso_error filled = CHISO_ERROR_INIT;

        filled.status = status;
        name_codes(&filled, message, words);
        write_message(filled.message, CHISO_LANGUAGE_ENGLISH, message, words);
        write_message(filled.message_vi, CHISO_LANGUAGE_VIETNAMESE, message, words);
        *error = filled;
    }
    return status;
}

static void write_before(char *out, chiso_language language, enum chiso__message message,
                         const struct chiso__insert *words)
{
    char core[CHISO_MESSAGE_SIZE];
    struct writer writer = {out, 0, language};

    memcpy(core, out, sizeof(core));
    write_message(out, language, message, words);
    writer.size = strlen(out);
    add(&writer, chiso__span_of(core));
}

chiso_status chiso__fail_within(chiso_error *error, chiso_status status,
                                enum chiso__message message, const struct chiso__insert *words)
{
    if (error != NULL) {
        name_codes(error, message, words);
        write_before(error->message, CHISO_LANGUAGE_ENGLISH, message, words);
        write_before(error->message_vi, CHISO_LANGUAGE_VIETNAMESE, message, words);
    }
    return status;
}

chiso_status chiso__fail_about_unit(chiso_error *error, chiso_status status,
                                    struct chiso__span code)
{
    if (error != NULL) {
        copy_code(error->unit, code);
    }
    return status;
}

chiso_status chiso__fail_about_criterion(chiso_error *error, chiso_status status,
                                         struct chiso__span code)
{
    if (error != NULL) {
        copy_code(error->criterion, code);
    }
    return status;
}

chiso_status chiso__fail_at(chiso_error *error, chiso_status status, struct chiso__text_place place)
{
    if (error != NULL) {
        error->line = place.line;
        error->column = place.column;
    }
    return status;
}

chiso_status chiso__fail_null(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_NULL, CHISO__SAY_POINTER_NULL, NULL);
}

chiso_status chiso__fail_memory(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_MEMORY, CHISO__SAY_NO_MEMORY, NULL);
}

chiso_status chiso__check_text(struct chiso__span text, chiso_error *error)
{
    const size_t bad = chiso__utf8_check(text);

    if (bad == text.size) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_ENCODING, CHISO__SAY_TEXT_NOT_UTF8,
                       CHISO__WORDS(chiso__say_count(bad + 1)));
}

chiso_status chiso__take_struct(const void *given, const struct chiso__struct *kind,
                                void *out_given, chiso_error *error)
{
    size_t size = 0;

    if (given == NULL) {
        return CHISO_OK;
    }
    memcpy(&size, given, sizeof(size));
    if (size < kind->first || size > kind->known) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_STRUCT_SIZE,
                           CHISO__WORDS(chiso__say_text(kind->name), chiso__say_count(size),
                                        chiso__say_text(kind->init)));
    }
    memcpy(out_given, given, size);
    return CHISO_OK;
}
