/* Serves a board from the folder that PORTAL_FOLDER names: a request, a page. */
/* NOLINTNEXTLINE(readability-identifier-naming): the name is POSIX's. */
#define _XOPEN_SOURCE 700

#include "portal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAGE_COUNT = 8, HEADERS_SIZE = 512 };

/* The pages; those of a unit take it. While a file is taken nobody else takes one. */
static const struct {
    const char *path;
    const char *method;
    bool is_scored;
    bool is_locking;
    bool (*answer)(struct page *page, struct store *store);
    bool (*answer_unit)(struct page *page, struct store *store, chiso_unit unit);
} pages[PAGE_COUNT] = {{"/", "GET", true, false, answer_board, NULL},
                       {"/unit", "GET", true, false, NULL, answer_unit},
                       {"/explain", "GET", true, false, NULL, answer_explain},
                       {"/what-if", "GET", true, false, NULL, answer_what_if},
                       {"/target", "GET", true, false, NULL, answer_target},
                       {"/upload", "GET", false, false, answer_upload, NULL},
                       {"/check", "POST", false, false, answer_check, NULL},
                       {"/take", "POST", false, true, answer_take, NULL}};

/* A page over a scored board. */
static bool answer_scored(struct page *page, struct store *store, size_t which)
{
    struct request *const request = page->request;
    chiso_unit unit;

    if (store->file_count == 0) {
        return refuse(request, 404, "there is no period yet: upload a points file",
                      "chưa có kỳ nào: hãy nộp tệp điểm");
    }
    if (store->is_new) {
        return refuse(request, 404, "there is no such period", "không có kỳ này");
    }
    if (!score_store(store, request)) {
        return false;
    }
    if (pages[which].answer != NULL) {
        return pages[which].answer(page, store);
    }
    if (chiso_board_find_unit(store->board, text_of(request, "unit"), &unit) != CHISO_OK) {
        return refuse(request, 404, "there is no such unit", "không có đơn vị này");
    }
    return pages[which].answer_unit(page, store, unit);
}

/* Finds the page and the store, and answers. What the browser has already is not sent again. */
static bool answer(struct page *page, struct store *store, char *headers)
{
    struct request *const request = page->request;
    const char *const path = request->path[0] != '\0' ? request->path : "/";
    const char *const method = strcmp(request->method, "HEAD") == 0 ? "GET" : request->method;
    const char *const known = getenv("HTTP_IF_NONE_MATCH");
    const char *const folder = getenv("PORTAL_FOLDER");
    char etag[ETAG_SIZE + 8];
    size_t which = 0;

    while (which < PAGE_COUNT && strcmp(pages[which].path, path) != 0) {
        which++;
    }
    if (which == PAGE_COUNT) {
        return refuse(request, 404, "there is no such page", "không có trang này");
    }
    if (strcmp(pages[which].method, method) != 0) {
        snprintf(headers, HEADERS_SIZE, "Allow: %s\r\n", pages[which].method);
        return refuse(request, 405, "this page is asked for in another way",
                      "trang này không nhận phương thức đó");
    }
    if (!open_store(store, request, folder != NULL ? folder : "", pages[which].is_locking)) {
        return false;
    }
    snprintf(etag, sizeof(etag), "\"%s-%s\"", store->etag, say(request, "en", "vi"));
    if (method[0] == 'G' && known != NULL && strstr(known, etag) != NULL) {
        request->status = 304;
    } else if (!read_store(store, request) ||
               !(pages[which].is_scored ? answer_scored(page, store, which)
                                        : pages[which].answer(page, store))) {
        return false;
    }
    if (request->status == 303) {
        snprintf(headers, HEADERS_SIZE, "Location: %.200s/?lang=%s&period=%s\r\n", request->script,
                 say(request, "en", "vi"), store->period);
    } else if (method[0] == 'G' && (request->status == 200 || request->status == 304)) {
        snprintf(headers, HEADERS_SIZE, "ETag: %s\r\nCache-Control: no-cache\r\n", etag);
    }
    return true;
}

static void write_refusal(struct page *page)
{
    char title[32];

    chiso_buffer_clear(&page->text);
    page->has_items = false;
    snprintf(title, sizeof(title), "%s %d", say(page->request, "Error", "Lỗi"),
             page->request->status);
    begin_page(page, title);
    put_alert(page);
    end_page(page);
}

int main(void)
{
    static struct request request;
    static struct store store;
    struct page page = {.request = &request, .store = &store};
    char headers[HEADERS_SIZE] = "Cache-Control: no-store\r\n";

    /* A request that never ends must not keep a place for ever. */
    alarm(60);
    store.folder = -1;
    if (!read_request(&request) || !answer(&page, &store, headers)) {
        write_refusal(&page);
    }
    if (page.is_short) {
        refuse(&request, 500, "out of memory", "hết bộ nhớ");
        request.status = 500;
        chiso_buffer_clear(&page.text);
    }
    respond(&request, headers, &page.text);
    chiso_buffer_clear(&page.text);
    close_store(&store);
    chiso_buffer_clear(&request.query);
    chiso_buffer_clear(&request.body);
    return 0;
}
