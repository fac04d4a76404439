/**
 * @file tally.h
 * Tallies: how many people chose each option of each question about each unit, counted exactly,
 * merged and kept as bytes.
 *
 * A tally has units and questions, each known by a code and counted from 0 in the order of adding.
 * A question has 2 to #CHISO_OPTION_LIMIT options, counted from 0 as well: option 0 is what a
 * questionnaire calls answer 1. Questions may have different numbers of options. A counter stands
 * for each unit, question and option, and no counter is ever rounded or wraps: before anything is
 * counted the whole is held against #CHISO_ANSWER_LIMIT.
 *
 * A survey may be counted in parts, on other machines: each part counts into a tally of the same
 * units and questions, sends the bytes of chiso_tally_write(), and chiso_tally_merge() adds them
 * up. The order of merging does not matter, to the last byte.
 *
 * What the counts say (shares, means, whether two units differ) is in share.h. Memory: 8 bytes a
 * counter.
 *
 * @code{.c}
 * chiso_tally *tally = NULL;
 * const int64_t *counts;
 *
 * must(chiso_tally_new(NULL, &tally, &error));
 * must(chiso_tally_add_unit(tally, "health", NULL, &error));
 * must(chiso_tally_add_question(tally, "waiting", 3, NULL, &error));
 * must(chiso_tally_add(tally, 0, 0, 2, 310, &error));
 * must(chiso_tally_add(tally, 0, 0, 0, 12, &error));
 * counts = chiso_tally_counts(tally, 0, 0);
 * printf("%d bad, %d fair, %d good\n", (int)counts[0], (int)counts[1], (int)counts[2]);
 * chiso_tally_free(tally);
 * @endcode
 * @code{.unparsed}
 * 12 bad, 0 fair, 310 good
 * @endcode
 */
#ifndef CHISO_TALLY_H
#define CHISO_TALLY_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/memory.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** A tally of answers. */
typedef struct chiso_tally chiso_tally;

/** In place of an option: the person gave no answer. Such an answer is passed and counts nowhere.
 */
#define CHISO_NO_ANSWER UINT8_MAX

/** The most questions that a tally may have. */
#define CHISO_QUESTION_LIMIT 65535

/** The most counters that a tally may have: units × options of all its questions. */
#define CHISO_COUNTER_LIMIT INT32_C(2147483000)

#ifdef __cplusplus
extern "C" {
#endif

/** Makes a tally without units and questions. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_new(const chiso_allocator *allocator,
                                                        chiso_tally **out_tally,
                                                        chiso_error *error);

/**
 * Makes a tally for a board: its units, and a question for each leaf that takes counts of answers
 * (rule `survey`), with its options and under its code.
 *
 * @param board the board; a tally for one without units takes its units from a file of answers
 * @retval CHISO_E_NODE no leaf of the board's tree takes counts of answers
 * @retval CHISO_E_RANGE the tally would be larger than it may be
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_new_for_board(const chiso_board *board,
                                                                  const chiso_allocator *allocator,
                                                                  chiso_tally **out_tally,
                                                                  chiso_error *error);

/**
 * Puts the counts of a tally into the cells of a board, as chiso_board_read_csv() does with a
 * points file: units that the board does not have are added, and cells of questions that nobody
 * answered stay as they are. All of it is done or nothing.
 *
 * @param tally the tally; each of its questions is a leaf of the board's tree, by its code, with
 * the same number of options
 * @retval CHISO_E_EMPTY the tally has no units
 * @retval CHISO_E_NODE a question is no leaf of the tree that takes counts of answers
 * @retval CHISO_E_SHAPE a question has another number of options than the leaf, or leaves out
 * others
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_feed(const chiso_tally *tally,
                                                         chiso_board *board, chiso_error *error);

/** Ends a tally. */
CHISO_API void chiso_tally_free(chiso_tally *tally);

/**
 * Adds a unit, with nothing counted. Units and questions may be added at any time: what was counted
 * stays.
 *
 * @param code what the unit is named by; unique among units, not empty
 * @param[out] out_unit the new unit, which is the last; may be NULL
 * @retval CHISO_E_CODE @p code is empty
 * @retval CHISO_E_DUPLICATE another unit has this code
 * @retval CHISO_E_ENCODING @p code is not UTF-8
 * @retval CHISO_E_RANGE the tally would have more than #CHISO_COUNTER_LIMIT counters or units
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_add_unit(chiso_tally *tally, const char *code,
                                                             uint32_t *out_unit,
                                                             chiso_error *error);

/**
 * Adds a question, with nothing counted.
 *
 * @param code what the question is named by; unique among questions, not empty
 * @param options how many options it has, 2 to #CHISO_OPTION_LIMIT
 * @param[out] out_question the new question, which is the last; may be NULL
 * @retval CHISO_E_CODE @p code is empty
 * @retval CHISO_E_DUPLICATE another question has this code
 * @retval CHISO_E_ENCODING @p code is not UTF-8
 * @retval CHISO_E_RANGE @p options is outside what it may be, or the tally would have more than
 * #CHISO_QUESTION_LIMIT questions or #CHISO_COUNTER_LIMIT counters
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_add_question(chiso_tally *tally,
                                                                 const char *code, uint32_t options,
                                                                 uint32_t *out_question,
                                                                 chiso_error *error);

/** How many units there are. */
CHISO_API uint32_t chiso_tally_unit_count(const chiso_tally *tally);

/** How many questions there are. */
CHISO_API uint32_t chiso_tally_question_count(const chiso_tally *tally);

/** The code of a unit, which is from 0 to chiso_tally_unit_count() - 1. */
CHISO_API const char *chiso_tally_unit_code(const chiso_tally *tally, uint32_t unit);

/** The code of a question, which is from 0 to chiso_tally_question_count() - 1. */
CHISO_API const char *chiso_tally_question_code(const chiso_tally *tally, uint32_t question);

/** How many options a question has, 2 to #CHISO_OPTION_LIMIT. */
CHISO_API uint32_t chiso_tally_options(const chiso_tally *tally, uint32_t question);

/**
 * Finds a unit by its code, in constant time.
 *
 * @param code the code
 * @param[out] out_unit the unit
 * @retval CHISO_E_UNIT there is no such unit
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_find_unit(const chiso_tally *tally,
                                                              const char *code, uint32_t *out_unit);

/**
 * Finds a question by its code, in constant time.
 *
 * @param code the code
 * @param[out] out_question the question
 * @retval CHISO_E_NODE there is no such question
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_find_question(const chiso_tally *tally,
                                                                  const char *code,
                                                                  uint32_t *out_question);

/**
 * Leaves an option out, such as "don't know": it is counted like any other, and no share or mean is
 * of it (share.h). Of a tally made for a board those options are left out that the rules of its
 * leaves write as `-`.
 *
 * @param option the option, from 0
 * @retval CHISO_E_RANGE the question has no such option, or none would remain
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_leave_out(chiso_tally *tally, uint32_t question,
                                                              uint32_t option, chiso_error *error);

/**
 * Whether an option of a question is left out.
 *
 * @param option the option, from 0
 */
CHISO_API bool chiso_tally_leaves_out(const chiso_tally *tally, uint32_t question, uint32_t option);

/**
 * Counts an answer, or a number of equal ones.
 *
 * @param option the option chosen, from 0; #CHISO_NO_ANSWER counts nothing
 * @param count how many, such as 1; 0 is fine
 * @retval CHISO_E_MEMORY never: it takes none
 * @retval CHISO_E_RANGE the question has no such option, @p count is negative, or the tally would
 * hold more than #CHISO_ANSWER_LIMIT answers
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_add(chiso_tally *tally, uint32_t unit,
                                                        uint32_t question, uint32_t option,
                                                        int64_t count, chiso_error *error);

/**
 * Counts an answer of a weight, as a survey gives it to a respondent who stands for more or fewer
 * people than others. Shares, means and the cells of a board are then by weights; the answers that
 * are counted without one have the weight 1. The sums of the weights and of their squares are
 * exact. Memory: 32 bytes a counter more, from the first weight that is not 1 on.
 *
 * @param option the option chosen, from 0; #CHISO_NO_ANSWER counts nothing
 * @param weight its weight, 0 or more
 * @retval CHISO_E_RANGE the question has no such option, @p weight is negative, or answers or their
 * weights would be more than #CHISO_ANSWER_LIMIT
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_add_weighted(chiso_tally *tally, uint32_t unit,
                                                                 uint32_t question, uint32_t option,
                                                                 chiso_decimal weight,
                                                                 chiso_error *error);

/**
 * The weights of the answers that chose an option, added up: as many as there are, where none had a
 * weight; #CHISO_ABSENT where there is no such unit, question or option.
 *
 * @param option the option, from 0
 */
CHISO_API chiso_decimal chiso_tally_weight(const chiso_tally *tally, uint32_t unit,
                                           uint32_t question, uint32_t option);

/**
 * Counts an array of answers: all of them, or none when one is wrong. The first that is wrong is
 * named by its place in the arrays, from 0. Time: linear in @p count, whatever the size of the
 * tally.
 *
 * @param units the unit of each answer
 * @param questions the question of each answer
 * @param options the option of each answer, from 0; #CHISO_NO_ANSWER counts nothing, but its unit
 * and question must exist
 * @param count how many answers; for 0 the arrays may be NULL
 * @param[out] error which answer, and why
 * @retval CHISO_E_MEMORY never: it takes none
 * @retval CHISO_E_UNIT there is no such unit
 * @retval CHISO_E_NODE there is no such question
 * @retval CHISO_E_RANGE the question has no such option, or the tally would hold more than
 * #CHISO_ANSWER_LIMIT answers
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_add_answers(chiso_tally *tally,
                                                                const uint32_t *units,
                                                                const uint16_t *questions,
                                                                const uint8_t *options,
                                                                size_t count, chiso_error *error);

/**
 * How many answers a question got about a unit, all its options together, also those that are left
 * out.
 *
 * @param[out] out_answers how many
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_answers(const chiso_tally *tally, uint32_t unit,
                                                            uint32_t question,
                                                            int64_t *out_answers);

/**
 * The counts of a question about a unit as they lie in memory, chiso_tally_options() of them, none
 * negative: what later calls count shows in them. They move when a unit or a question is added,
 * also by reading a file.
 */
CHISO_API const int64_t *chiso_tally_counts(const chiso_tally *tally, uint32_t unit,
                                            uint32_t question);

/** How many answers were counted, all units and questions together: 0 to #CHISO_ANSWER_LIMIT. */
CHISO_API int64_t chiso_tally_total(const chiso_tally *tally);

/**
 * Adds the counts of another tally, which stays as it is. Whatever the order and the grouping in
 * which tallies are merged, the result is the same. A tally merged with itself has all its counts
 * doubled.
 *
 * @param tally the tally to add to
 * @param from the tally to add: the same units and questions in the same order, the questions with
 * the same numbers of options, of which the same are left out
 * @param[out] error the first difference, and what either side has
 * @retval CHISO_E_SHAPE units, questions or options differ
 * @retval CHISO_E_RANGE the tally would hold more than #CHISO_ANSWER_LIMIT answers
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_merge(chiso_tally *tally,
                                                          const chiso_tally *from,
                                                          chiso_error *error);

/**
 * Writes a tally as bytes that chiso_tally_read() reads. Equal tallies give equal bytes, on every
 * platform.
 *
 * All numbers are little-endian: the eight bytes `chitally`; the version of the form, 1, the number
 * of units and that of questions, 4 bytes each; of every unit the size of its code (4 bytes) and
 * the code; of every question the number of its options, the size of its code (4 bytes each) and
 * the code; of every unit, question and option its count (8 bytes); and the CRC-32 (of IEEE 802.3)
 * of all bytes before it. Where options are left out the version is 2: behind the number of
 * questions stand 4 bytes that are 0, and behind the number of options of every question 8 bytes
 * with a bit an option that is left out, the lowest for option 0. So it is where answers have
 * weights: the first of those 4 bytes is then 1, and behind the counts stand, of each, the sum of
 * the weights (8 bytes), and that of their squares (16), in millionths and in millionths of them.
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_write(const chiso_tally *tally,
                                                          const chiso_sink *sink,
                                                          chiso_error *error);

/**
 * Reads what chiso_tally_write() wrote. Bytes of any other kind are refused, also when one of them
 * is changed, missing or too many. Memory is taken for what is there, and not for sizes that only
 * say so.
 *
 * @param bytes the bytes
 * @param[out] error what is wrong, and at which byte, counted from 1
 * @retval CHISO_E_BYTES the bytes are no tally, or of a version that this library does not know, or
 * damaged
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_read(const void *bytes, size_t size,
                                                         const chiso_allocator *allocator,
                                                         chiso_tally **out_tally,
                                                         chiso_error *error);

/**
 * Counts the answers of a CSV file, in one of two layouts:
 * - long: the columns `unit`, `question`, `answer` and optionally `count`, how many answers the row
 * stands for (1 where there is no such column);
 * - wide: the column `unit` and one a question, headed by its code; a row is a respondent's sheet.
 * Questions without a column get no answers.
 *
 * A column `question` or `answer` makes it the long layout. Answers are numbered from 1, as on the
 * questionnaire: answer 1 is option 0. In both layouts a column `weight` says how much each answer
 * of the row weighs (chiso_tally_add_weighted()), unless a question has this code. An empty cell or
 * `-` is no answer. Any number of rows may be about the same unit. Units that the tally does not
 * have are added, in the order of the file; questions must be there. The whole file is counted, or
 * nothing is, and no unit added.
 *
 * @retval CHISO_E_EMPTY there is no header row, or no row below it
 * @retval CHISO_E_COLUMN a column is unknown, missing or there twice
 * @retval CHISO_E_CODE a row names no unit
 * @retval CHISO_E_NODE a row names a question that the tally does not have
 * @retval CHISO_E_NUMBER an answer or a count is not a whole number
 * @retval CHISO_E_RANGE the question has no such answer, a count is negative, or the tally would be
 * larger than it may be
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_read_csv(chiso_tally *tally, const char *text,
                                                             size_t size, chiso_error *error);

/** Counts the answers of a CSV file: chiso_tally_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tally_read_csv_file(chiso_tally *tally,
                                                                  const char *path,
                                                                  chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
