/* The style sheet of pages: screens of any width, dark ones too, and paper, which stays light. */
#include "page/html.h"

/* Colours are the variables of figures (ink.c). */
static const char *const screen[] = {
    "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}",
    ".chiso{--chiso-me:#e6f0fa}",
    "@media screen and (prefers-color-scheme:dark){.chiso{--chiso-me:#16304a;color-scheme:dark}}",
    "body{margin:0;font:16px/1.5 \"Segoe UI\",Roboto,\"Noto Sans\",\"Helvetica Neue\","
    "\"DejaVu Sans\",Arial,sans-serif;color:var(--chiso-ink);background:var(--chiso-bg)}",
    "main,header,footer{max-width:1160px;margin:0 auto;padding:0 20px}",
    ".unit main,.unit header,.unit footer{max-width:780px}",
    "header{padding-top:24px;border-top:6px solid var(--chiso-hi)}footer{padding-bottom:32px}",
    "h1{font-size:30px;line-height:1.2;margin:4px 0 8px;text-wrap:balance}",
    "h2{font-size:21px;line-height:1.25;margin:40px 0 8px;padding-top:14px;"
    "border-top:1px solid var(--chiso-grid)}",
    "dl.key+h2{border-top:0;margin-top:20px}h2+figure{margin-top:0}",
    "p,li,dd{max-width:68ch;overflow-wrap:break-word;text-wrap:pretty}.lead{font-size:18px;margin:"
    "0 0 6px}",
    ".kicker,.meta,.note,figcaption{color:var(--chiso-mut);font-size:14px}",
    ".kicker{font-size:15px;margin:0}a{color:var(--chiso-hi)}tbody th a{color:inherit;"
    "text-decoration-color:var(--chiso-dot);text-underline-offset:3px}",
    "dl.key{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:1px;margin:20px 0;"
    "border-top:1px solid var(--chiso-grid);border-bottom:1px solid var(--chiso-grid)}",
    "dl.key div{padding:12px 14px 12px 0}dl.key dt,dl.key .sub{font-size:14px;"
    "color:var(--chiso-mut)}dl.key dd{margin:0}",
    "dl.key .big{font-size:22px;font-weight:700;line-height:1.25;overflow-wrap:anywhere}",
    ".scroll{overflow-x:auto;margin:12px 0}",
    ".scroll:focus-visible{outline:3px solid var(--chiso-hi);outline-offset:2px}",
    "table{border-collapse:separate;border-spacing:0;width:100%;font-size:14px;line-height:1.3;"
    "font-variant-numeric:tabular-nums lining-nums}",
    "caption{text-align:left;font-size:17px;font-weight:700;padding:0 0 8px;text-wrap:balance}",
    "caption .c{display:block}caption .note,thead .note{font-weight:400}thead "
    ".note{font-size:12px}",
    "th,td{padding:5px 7px;text-align:left;vertical-align:top;"
    "border-bottom:1px solid var(--chiso-grid)}",
    "thead th{font-weight:600;font-size:13px;line-height:1.25;vertical-align:bottom;"
    "border-bottom:2px solid var(--chiso-ink);hyphens:none}",
    "tbody th{font-weight:400}td.r,th.r{text-align:right;white-space:nowrap}",
    "thead th.r{white-space:normal;min-width:58px}thead th.r.k{min-width:0}thead "
    "th.iv{white-space:nowrap}.wide th.s,th.f{"
    "white-space:nowrap}",
    "td.tot{font-weight:700}td.bd{white-space:nowrap}td.b{font-weight:700;color:var(--chiso-hi)}",
    "td.na,tr.un>*{color:var(--chiso-mut)}td.t{min-width:160px;overflow-wrap:anywhere}",
    "th.d2{padding-left:24px}th.d3{padding-left:40px}th.d4{padding-left:56px}",
    "tr.band th{background:var(--chiso-tint);font-weight:700;font-size:13px;padding:4px 8px}",
    "tr.band span{font-weight:400;color:var(--chiso-mut)}",
    "tr.me>*{background:var(--chiso-me);font-weight:700}",
    "tr.me>:first-child{box-shadow:inset 4px 0 0 var(--chiso-hi)}",
    "tfoot th,tfoot td{border-top:2px solid var(--chiso-ink);border-bottom:0;font-weight:600}",
    ".up{color:var(--chiso-hi)}.dn{color:var(--chiso-neg)}",
    "figure{margin:24px 0}figure svg,figure img{display:block;width:100%;height:auto;"
    "max-width:720px}figure .w svg,figure img{margin-left:-16px}figure .n{display:none}",
    "figcaption{max-width:720px;margin-top:4px}ul{padding-left:20px}li{margin:0 0 4px}",
    "pre{font:13px/1.5 ui-monospace,\"DejaVu Sans Mono\",Consolas,monospace;white-space:pre-wrap;"
    "overflow-wrap:anywhere;margin:8px 0}summary{cursor:pointer;font-weight:600}",
    "@media screen and (max-width:640px){main,header,footer{padding-left:12px;padding-right:12px}",
    "h1{font-size:25px}h2{font-size:19px}.lead{font-size:16px}figure .w{display:none}",
    "figure .n{display:block}figure svg,figure img{max-width:360px;margin:0 -10px;"
    "width:calc(100% + 20px)}",
    "dl.key{grid-template-columns:1fr 1fr}dl.key div{padding:9px 10px 9px 0}"
    "dl.key .big{font-size:19px}caption .c{position:sticky;left:0;max-width:calc(100vw - 24px)}",
    "th,td{padding:5px}",
    ".wide .s{position:sticky;left:0;z-index:1;background:var(--chiso-bg);white-space:normal;"
    "min-width:112px;max-width:132px;box-shadow:inset -1px 0 0 var(--chiso-grid)}",
    ".wide th.s{white-space:normal;overflow-wrap:break-word}",
    ".wide tr.me .s{background:var(--chiso-me)}.wide thead th.r{min-width:92px}"
    ".wide thead th.k{min-width:0}}",
};

static const char *const paper[] = {
    "@media print{body{font-size:10pt;line-height:1.35}header{border-top:0;padding-top:0}",
    "main,header,footer{max-width:none!important;padding:0}h1{font-size:17pt}",
    "h2{font-size:13pt;margin:12pt 0 4pt;padding-top:6pt;break-after:avoid}.lead{font-size:11pt}",
    "table{font-size:7.8pt;line-height:1.2}th,td{padding:1.5pt 3pt}thead th{font-size:7pt}",
    "thead th.r{min-width:0}thead .note{font-size:6.5pt}caption{font-size:11pt;padding-bottom:3pt}",
    "caption .note,.meta,.note,figcaption{font-size:8.5pt}",
    "tr.band th{font-size:7.8pt;padding:1.5pt 3pt}tr.band{break-after:avoid}",
    "thead{display:table-header-group}tfoot{display:table-row-group}",
    "tr,dl.key div{break-inside:avoid}.scroll{overflow:visible}",
    "dl.key{margin:6pt 0}dl.key .big{font-size:13pt}dl.key dt,dl.key .sub{font-size:8.5pt}",
    "dl.key div{padding:4pt 6pt 4pt 0}figure{margin:6pt 0;break-inside:avoid}",
    "figure .w svg,figure img{max-width:100%;margin:0}",
    "figure.page{break-before:page}figure.page .w svg,figure.page img{width:auto;max-width:100%}",
    "h2.fh{display:none}.unit figure .w svg,.unit figure img{width:100%;max-width:150mm;margin:0}",
    "p{orphans:3;widows:3}h2+p{break-after:avoid}.unit section{break-inside:avoid}",
    "pre{font-size:7.8pt}details:not([open]){display:none}.noprint{display:none}",
    "a{color:inherit;text-decoration:none}",
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}",
};

static void put_all(struct chiso__output *output, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso__put_text(output, parts[i]);
        chiso__put_text(output, "\n");
    }
}

void chiso__put_page_style(struct chiso__output *output, const struct chiso__html *html)
{
    chiso__put_text(output, "<style>\n");
    put_all(output, screen, sizeof(screen) / sizeof(screen[0]));
    chiso__put_text(output, html->turned ? "@page{size:A4 landscape" : "@page{size:A4");
    chiso__put_text(output, ";margin:15mm 13mm 16mm;@bottom-right{content:\"");
    chiso__put_text(output, chiso__text_in(html->canvas->options.language, CHISO__SAY_PAGE_NUMBER));
    chiso__put_text(output, "\" counter(page) \"/\" counter(pages);font:9pt sans-serif}}\n");
    put_all(output, paper, sizeof(paper) / sizeof(paper[0]));
    /* A figure is no higher than a page with its caption. */
    chiso__put_text(output, html->turned
                                ? "@media print{figure .w svg,figure img{max-height:160mm}}\n"
                                : "@media print{figure .w svg,figure img{max-height:243mm}}\n");
    chiso__put_text(output, "</style>\n");
}
