/* Letters and their marks: which of them compose, and in which order marks stand (Unicode 15, for
 * Latin letters and the marks from U+0300 to U+036F). */
#include "text/name_inside.h"

/* Each mark, and the letters that take it: a letter, what both of them make, the next letter.
 * Letters may have marks themselves. */
static const struct {
    uint32_t mark;
    const char *pairs;
} marks[] = {
    {0x0300, "AÀEÈIÌNǸOÒUÙWẀYỲaàeèiìnǹoòuùwẁyỳÂẦÊỀÔỒÜǛâầêềôồüǜĂẰăằĒḔēḕŌṐōṑƠỜơờƯỪưừ"},
    {0x0301, "AÁCĆEÉGǴIÍKḰLĹMḾNŃOÓPṔRŔSŚUÚWẂYÝZŹaácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźÂẤÅǺÆǼÇḈ"
             "ÊẾÏḮÔỐÕṌØǾÜǗâấåǻæǽçḉêếïḯôốõṍøǿüǘĂẮăắĒḖēḗŌṒōṓŨṸũṹƠỚơớƯỨưứ"},
    {0x0302, "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶZẐaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑẠẬạậẸỆẹệỌỘọộ"},
    {0x0303, "AÃEẼIĨNÑOÕUŨVṼYỸaãeẽiĩnñoõuũvṽyỹÂẪÊỄÔỖâẫêễôỗĂẴăẵƠỠơỡƯỮưữ"},
    {0x0304, "AĀEĒGḠIĪOŌUŪYȲaāeēgḡiīoōuūyȳÄǞÆǢÕȬÖȪÜǕäǟæǣõȭöȫüǖǪǬǫǭȦǠȧǡȮȰȯȱḶḸḷḹṚṜṛṝ"},
    {0x0306, "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭȨḜȩḝẠẶạặ"},
    {0x0307, "AȦBḂCĊDḊEĖFḞGĠHḢIİMṀNṄOȮPṖRṘSṠTṪWẆXẊYẎZŻaȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏ"
             "zżŚṤśṥŠṦšṧſẛṢṨṣṩ"},
    {0x0308, "AÄEËHḦIÏOÖUÜWẄXẌYŸaäeëhḧiïoötẗuüwẅxẍyÿÕṎõṏŪṺūṻ"},
    {0x0309, "AẢEẺIỈOỎUỦYỶaảeẻiỉoỏuủyỷÂẨÊỂÔỔâẩêểôổĂẲăẳƠỞơởƯỬưử"},
    {0x030A, "AÅUŮaåuůwẘyẙ"},
    {0x030B, "OŐUŰoőuű"},
    {0x030C, "AǍCČDĎEĚGǦHȞIǏKǨLĽNŇOǑRŘSŠTŤUǓZŽaǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzžÜǙüǚƷǮʒǯ"},
    {0x030F, "AȀEȄIȈOȌRȐUȔaȁeȅiȉoȍrȑuȕ"},
    {0x0311, "AȂEȆIȊOȎRȒUȖaȃeȇiȋoȏrȓuȗ"},
    {0x031B, "OƠUƯoơuư"},
    {0x0323, "AẠBḄDḌEẸHḤIỊKḲLḶMṂNṆOỌRṚSṢTṬUỤVṾWẈYỴZẒaạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓ"
             "ƠỢơợƯỰưự"},
    {0x0324, "UṲuṳ"},
    {0x0325, "AḀaḁ"},
    {0x0326, "SȘTȚsștț"},
    {0x0327, "CÇDḐEȨGĢHḨKĶLĻNŅRŖSŞTŢcçdḑeȩgģhḩkķlļnņrŗsştţ"},
    {0x0328, "AĄEĘIĮOǪUŲaąeęiįoǫuų"},
    {0x032D, "DḒEḘLḼNṊTṰUṶdḓeḙlḽnṋtṱuṷ"},
    {0x032E, "HḪhḫ"},
    {0x0330, "EḚIḬUṴeḛiḭuṵ"},
    {0x0331, "BḆDḎKḴLḺNṈRṞTṮZẔbḇdḏhẖkḵlḻnṉrṟtṯzẕ"},
};

/* The class of the marks from each of these on: marks of different classes are put in the order of
 * their classes, those of one class stay as they are. 0 is no mark. */
static const struct {
    uint16_t from;
    uint8_t order;
} orders[] = {
    {0x0300, 230}, {0x0315, 232}, {0x0316, 220}, {0x031A, 232}, {0x031B, 216}, {0x031C, 220},
    {0x0321, 202}, {0x0323, 220}, {0x0327, 202}, {0x0329, 220}, {0x0334, 1},   {0x0339, 220},
    {0x033D, 230}, {0x0345, 240}, {0x0346, 230}, {0x0347, 220}, {0x034A, 230}, {0x034D, 220},
    {0x034F, 0},   {0x0350, 230}, {0x0353, 220}, {0x0357, 230}, {0x0358, 232}, {0x0359, 220},
    {0x035B, 230}, {0x035C, 233}, {0x035D, 234}, {0x035F, 233}, {0x0360, 234}, {0x0362, 233},
    {0x0363, 230},
};

enum { FIRST_MARK = 0x300, LAST_MARK = 0x36F };

unsigned chiso__mark_order(uint32_t mark)
{
    size_t i = sizeof(orders) / sizeof(orders[0]) - 1;

    if (mark < FIRST_MARK || mark > LAST_MARK) {
        return 0;
    }
    while (orders[i].from > mark) {
        i--;
    }
    return orders[i].order;
}

/* Takes a letter and what it makes off the front of a row. */
static bool take_pair(struct chiso__span *pairs, uint32_t *out_letter, uint32_t *out_whole)
{
    if (pairs->size == 0) {
        return false;
    }
    *out_letter = chiso__utf8_take(pairs);
    *out_whole = chiso__utf8_take(pairs);
    return true;
}

uint32_t chiso__compose(uint32_t letter, uint32_t mark)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        struct chiso__span pairs = chiso__span_of(marks[i].pairs);
        uint32_t own = 0;
        uint32_t whole = 0;

        while (marks[i].mark == mark && take_pair(&pairs, &own, &whole)) {
            if (own == letter) {
                return whole;
            }
        }
    }
    return 0;
}

uint32_t chiso__decompose(uint32_t letter, uint32_t *out_mark)
{
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        struct chiso__span pairs = chiso__span_of(marks[i].pairs);
        uint32_t own = 0;
        uint32_t whole = 0;

        while (take_pair(&pairs, &own, &whole)) {
            if (whole == letter) {
                *out_mark = marks[i].mark;
                return own;
            }
        }
    }
    return 0;
}
