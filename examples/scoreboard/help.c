/* How the program is used, in both languages. */
#include "options.h"

#include <stdio.h>

static const char *const help_english[] = {
    "Usage: scoreboard CRITERIA POINTS [options]\n"
    "Scores the units of a points file on the criteria of a criteria file, ranks them and prints a "
    "table.\n"
    "\n"
    "  --bands BANDS      name the bands: a CSV with the columns band and from (percent)\n"
    "  --overall          rank over all units; without it, within blocks\n"
    "  --ties WORD        what equals get: competition 1 2 2 4 (the default), dense 1 2 2 3,\n"
    "                     modified 1 3 3 4, average 1 2.5 2.5 4, ordinal 1 2 3 4\n"
    "  --tie-break CODES  the criteria that decide between equals, before --ties does, as 2,1.3\n"
    "  --rank-by WORD     exact (the default) or published: the percent before or after rounding\n"
    "  --missing WORD     what a criterion that was not scored counts as: zero, skip (as if it "
    "did\n"
    "                     not apply) or unknown (no rank); overrides the criteria file\n"
    "  --digits N         published decimals, 0 to 6; overrides the criteria file\n"
    "  --read MAPPING     how the points file is to be read, where it is a sheet with titles,\n"
    "                     block rows, totals and the like, and the criteria file, where it is\n"
    "                     numbered as I, 1, a: a CSV with the columns what and value\n"
    "  --suggest FILE     write a mapping to start from to FILE, which must not be there yet: go\n"
    "                     through it, mend it, and give it to --read; nothing is scored\n"
    "  --strict           what is doubtful in a points file is a mistake, and not a note\n"
    "\n",
    "An earlier period, or another stage:\n"
    "  --previous POINTS  compare with the points of that period: changes of percent and rank\n"
    "  --previous-criteria CRITERIA\n"
    "                     its criteria, where they were others\n"
    "  --previous-read MAPPING\n"
    "                     how its points file is to be read; without it as --read says\n"
    "  --criteria-map MAP what became of which criterion: a CSV with the columns old, new and "
    "share\n"
    "  --unit-map MAP     the same of units that merged or were split\n"
    "\n"
    "One unit:\n"
    "  --unit CODE        every criterion, its rank, the points lost and where they can be got "
    "back\n"
    "  --target GOAL      what it would take: rank:5, band:A, percent:90, above:CODE, or with\n"
    "                     --previous rise:2.5\n"
    "  --what-if C=VALUE  its figures and ranks if the cell of criterion C held VALUE; may be "
    "repeated\n"
    "  --explain CODE     how the number of a criterion came about; . is the total\n"
    "\n",
    "Output:\n"
    "  --format WORD      text (the default), json, csv; html: a page with its figures in it, or\n"
    "                     html:images for word processors; or a picture: svg:ranking, svg:heat, "
    "with\n"
    "                     --unit also svg:profile and svg:lost, and with --previous too "
    "svg:periods "
    "and\n"
    "                     svg:bridge\n"
    "  --criterion CODE   with html: the page of a criterion\n"
    "  --beside CODE      with html and --unit: the page of both units\n"
    "  --width N          the pixels of a picture, 320 to 2000 (720); below 560 as for a phone\n"
    "  --lang WORD        en (the default) or vi: headings, messages, decimal mark\n"
    "  -o FILE            write to FILE, only once all has succeeded; without it, to standard "
    "output\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done, 1 bad input, 2 wrong usage.\n",
};

static const char *const help_vietnamese[] = {
    "Cách dùng: scoreboard CRITERIA POINTS [tùy chọn]\n"
    "Chấm điểm các đơn vị trong tệp điểm theo bộ tiêu chí, xếp hạng và in bảng kết quả.\n"
    "\n"
    "  --bands BANDS      đặt tên xếp loại: tệp CSV có cột band và from (phần trăm)\n"
    "  --overall          xếp hạng chung mọi đơn vị; nếu không có, xếp trong từng khối\n"
    "  --ties WORD        cách xếp hạng khi bằng điểm: competition 1 2 2 4 (mặc định),\n"
    "                     dense 1 2 2 3, modified 1 3 3 4, average 1 2,5 2,5 4, ordinal 1 2 3 4\n"
    "  --tie-break CODES  các tiêu chí quyết định khi bằng điểm, xét trước --ties, như 2,1.3\n"
    "  --rank-by WORD     exact (mặc định) hoặc published: tỷ lệ trước hay sau khi làm tròn\n"
    "  --missing WORD     tiêu chí chưa chấm tính là: zero (điểm tối thiểu), skip (như không áp\n"
    "                     dụng) hoặc unknown (không xếp hạng); thay cho tệp tiêu chí\n"
    "  --digits N         số chữ số thập phân công bố, 0 đến 6; thay cho tệp tiêu chí\n"
    "  --read MAPPING     cách đọc tệp điểm khi đó là bảng tính có dòng tên bảng, dòng khối, dòng\n"
    "                     tổng..., và cách đọc tệp tiêu chí đánh số I, 1, a: tệp CSV có cột what\n"
    "                     và value\n"
    "  --suggest FILE     ghi một cách đọc gợi ý vào FILE (tệp chưa có): xem lại, sửa rồi dùng "
    "với\n"
    "                     --read; không chấm điểm\n"
    "  --strict           nghi vấn trong tệp điểm là lỗi, không chỉ là lưu ý\n"
    "\n",
    "Kỳ trước, hoặc một vòng chấm khác:\n"
    "  --previous POINTS  so sánh với tệp điểm của kỳ đó: mức tăng giảm tỷ lệ và thứ hạng\n"
    "  --previous-criteria CRITERIA\n"
    "                     bộ tiêu chí của kỳ đó, nếu khác\n"
    "  --previous-read MAPPING\n"
    "                     cách đọc tệp điểm của kỳ đó; nếu không có, theo --read\n"
    "  --criteria-map MAP tiêu chí cũ nào thành tiêu chí mới nào: tệp CSV có cột old, new và "
    "share\n"
    "  --unit-map MAP     như trên, với các đơn vị sáp nhập hoặc chia tách\n"
    "\n"
    "Một đơn vị:\n"
    "  --unit CODE        từng tiêu chí, thứ hạng, điểm chưa đạt và có thể lấy lại ở đâu\n"
    "  --target GOAL      cần những gì để đạt: rank:5, band:A, percent:90, above:CODE, hoặc cùng\n"
    "                     với --previous: rise:2.5\n"
    "  --what-if C=VALUE  số liệu và thứ hạng nếu ô của tiêu chí C là VALUE; có thể dùng nhiều "
    "lần\n"
    "  --explain CODE     điểm của một tiêu chí được tính ra sao; . là tổng\n"
    "\n",
    "Đầu ra:\n"
    "  --format WORD      text (mặc định), json, csv; html: trang có sẵn hình, hoặc html:images "
    "cho\n"
    "                     trình soạn thảo văn bản; hoặc hình: svg:ranking, svg:heat, cùng --unit\n"
    "                     có thêm svg:profile, svg:lost, và cùng cả --previous: svg:periods, "
    "svg:bridge\n"
    "  --criterion CODE   cùng html: trang của một tiêu chí\n"
    "  --beside CODE      cùng html và --unit: trang của cả hai đơn vị\n"
    "  --width N          số điểm ảnh của hình, 320 đến 2000 (720); dưới 560 như cho điện thoại\n"
    "  --lang WORD        en (mặc định) hoặc vi: tiêu đề, thông báo, dấu thập phân\n"
    "  -o FILE            ghi vào FILE khi mọi việc đã xong; nếu không có, in ra màn hình\n"
    "  --help, --version\n"
    "\n"
    "Mã thoát: 0 xong, 1 dữ liệu sai, 2 sai cú pháp lệnh.\n",
};

void options_print_help(chiso_language language)
{
    const char *const *const parts =
        language == CHISO_LANGUAGE_VIETNAMESE ? help_vietnamese : help_english;

    for (size_t i = 0; i < sizeof(help_english) / sizeof(help_english[0]); i++) {
        fputs(parts[i], stdout);
    }
}
