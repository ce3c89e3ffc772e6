#pragma once
// Loops for instructions that Swift code for any x86-64 may not use: each asks the processor first, and its caller has the same
// in Swift, which tests compare it with. Measured gains: docs/decisions/0006.

#if defined(__x86_64__)
#include <immintrin.h>

/// Whether the processor has an instruction for CRC-32C.
static inline int kuasou_has_crc32c(void) { return __builtin_cpu_supports("sse4.2") != 0; }

/// Advances a CRC-32C by `count` bytes with that instruction, eight bytes at a time.
__attribute__((target("sse4.2")))
static inline unsigned int kuasou_crc32c(unsigned int state, const unsigned char *bytes, long count) {
  unsigned long long crc = state;
  long at = 0;
  for (; at + 8 <= count; at += 8) {
    unsigned long long word;
    __builtin_memcpy(&word, bytes + at, 8);
    crc = _mm_crc32_u64(crc, word);
  }
  for (; at < count; at++) crc = _mm_crc32_u8((unsigned int)crc, bytes[at]);
  return (unsigned int)crc;
}

/// Whether the processor has the instructions of the loops below.
static inline int kuasou_has_avx2(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi"); }

/// Replaces 128 gaps by running sums: values[i] becomes base + Σ (values[0…i] + 1), modulo 2³².
__attribute__((target("avx2")))
static inline void kuasou_accumulate_gaps(unsigned int *values, unsigned int base) {
  __m256i carry = _mm256_set1_epi32((int)base);
  const __m256i one = _mm256_set1_epi32(1), last = _mm256_set1_epi32(7);
  for (int row = 0; row < 16; row++) {
    __m128i lower = _mm_loadu_si128((const __m128i *)(values + 8 * row));
    // Kept apart from the other half's load: the two stores of unpacking can't be forwarded to one load.
    __asm__("" : "+x"(lower));
    __m128i upper = _mm_loadu_si128((const __m128i *)(values + 8 * row + 4));
    __m256i sums = _mm256_add_epi32(_mm256_inserti128_si256(_mm256_castsi128_si256(lower), upper, 1), one);
    sums = _mm256_add_epi32(sums, _mm256_slli_si256(sums, 4));
    sums = _mm256_add_epi32(sums, _mm256_slli_si256(sums, 8));
    // The lower half's sum goes to all of the upper half.
    __m256i half = _mm256_shuffle_epi32(sums, 0xFF);
    sums = _mm256_add_epi32(sums, _mm256_permute2x128_si256(half, half, 0x08));
    _mm256_storeu_si256((__m256i *)(values + 8 * row), _mm256_add_epi32(sums, carry));
    // Only this addition waits for the row before.
    carry = _mm256_add_epi32(carry, _mm256_permutevar8x32_epi32(sums, last));
  }
}

/// Every eighth of a block of 128 numbers, in any order.
typedef struct { __m256i low, high; } kuasou_eighths;

/// The eighth of each of four rows of eight numbers. Each load lies within what one store wrote, so that it need not wait for it.
__attribute__((target("avx2")))
static inline __m128i kuasou_ends(const unsigned int *rows) {
  const __m128i one = _mm_loadu_si128((const __m128i *)(rows + 4)), two = _mm_loadu_si128((const __m128i *)(rows + 12));
  const __m128i three = _mm_loadu_si128((const __m128i *)(rows + 20)), four = _mm_loadu_si128((const __m128i *)(rows + 28));
  return _mm_unpackhi_epi64(_mm_unpackhi_epi32(one, two), _mm_unpackhi_epi32(three, four));
}

__attribute__((target("avx2")))
static inline kuasou_eighths kuasou_eighths_of(const unsigned int *block) {
  return (kuasou_eighths){
    _mm256_set_m128i(kuasou_ends(block + 32), kuasou_ends(block)), _mm256_set_m128i(kuasou_ends(block + 96), kuasou_ends(block + 64))};
}

/// Which number an ascending block has that equals `number`, which is not above its last: a bit in the eight numbers from `*eight` on.
///
/// Comparing every eighth number says in which eight it is, for the order of the bits that say so doesn't matter.
__attribute__((target("avx2,popcnt,bmi")))
static inline unsigned int kuasou_same(const unsigned int *block, kuasou_eighths eighths, unsigned int number, unsigned int *eight) {
  const __m256i sought = _mm256_set1_epi32((int)number);
  const __m256i above = _mm256_packs_epi32(_mm256_cmpgt_epi32(sought, eighths.low), _mm256_cmpgt_epi32(sought, eighths.high));
  *eight = 4u * (unsigned int)__builtin_popcount((unsigned int)_mm256_movemask_epi8(above)) & 127;
  const __m256i values = _mm256_loadu_si256((const __m256i *)(block + *eight));
  return (unsigned int)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(sought, values)));
}

/// Keeps those of the ascending `numbers[start..<stop]` that stand in an ascending block of 128 too; all are below 2³¹ and none is above
/// the block's last. They, their `tags`, and their `places` in the block move together behind the first `kept`; returns how many are then kept.
__attribute__((target("avx2,popcnt,bmi")))
static inline long kuasou_intersect(
  const unsigned int *block, unsigned int *numbers, unsigned int *tags, unsigned int *places, long start, long stop, long kept) {
  const kuasou_eighths eighths = kuasou_eighths_of(block);
  for (long index = start; index < stop; index++) {
    const unsigned int number = numbers[index], tag = tags[index];
    unsigned int eight;
    const unsigned int same = kuasou_same(block, eighths, number, &eight);
    numbers[kept] = number;
    tags[kept] = tag;
    places[kept] = eight + (unsigned int)__builtin_ctz(same | 256);
    kept += same != 0;
  }
  return kept;
}

/// Whether the block has `sought`, repeated: as `kuasou_same`, but tells a bit set where it stands and nothing else.
__attribute__((target("avx2,popcnt,bmi")))
static inline unsigned int kuasou_stands(const unsigned int *block, kuasou_eighths eighths, __m256i sought) {
  const __m256i above = _mm256_packs_epi32(_mm256_cmpgt_epi32(sought, eighths.low), _mm256_cmpgt_epi32(sought, eighths.high));
  const unsigned long eight = 4ul * (unsigned int)__builtin_popcount((unsigned int)_mm256_movemask_epi8(above)) & 127;
  const __m256i values = _mm256_loadu_si256((const __m256i *)(block + eight));
  unsigned int same = (unsigned int)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(sought, values)));
  // Taken for any number, or Clang tests the vector instead, which takes two instructions more.
  __asm__("" : "+r"(same));
  return same;
}

/// The same as `kuasou_intersect` for numbers without tags, whose places in the block are not asked for: two at a time.
__attribute__((target("avx2,popcnt,bmi")))
static inline long kuasou_keep(const unsigned int *block, unsigned int *numbers, long start, long stop, long kept) {
  const kuasou_eighths eighths = kuasou_eighths_of(block);
  long index = start;
  for (; index + 2 <= stop; index += 2) {
    // Both are read before one is written: the first may be kept where the second stands.
    const __m256i one = _mm256_set1_epi32((int)numbers[index]), two = _mm256_set1_epi32((int)numbers[index + 1]);
    const unsigned int first = kuasou_stands(block, eighths, one), second = kuasou_stands(block, eighths, two);
    numbers[kept] = (unsigned int)_mm256_cvtsi256_si32(one);
    kept += first != 0;
    numbers[kept] = (unsigned int)_mm256_cvtsi256_si32(two);
    kept += second != 0;
  }
  if (index < stop) {
    const __m256i one = _mm256_set1_epi32((int)numbers[index]);
    const unsigned int first = kuasou_stands(block, eighths, one);
    numbers[kept] = (unsigned int)_mm256_cvtsi256_si32(one);
    kept += first != 0;
  }
  return kept;
}

/// The first place from `start` on, before `stop`, at which the ascending `numbers`, below 2³¹, have more than `last`; else `stop`.
///
/// 128 numbers may be read.
__attribute__((target("avx2,bmi")))
static inline long kuasou_end(const unsigned int *numbers, long start, long stop, unsigned int last) {
  const __m256i limit = _mm256_set1_epi32((int)last);
  long at = start;
  for (; at + 8 <= stop; at += 8) {
    const __m256i values = _mm256_loadu_si256((const __m256i *)(numbers + at));
    const unsigned int above = (unsigned int)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(values, limit)));
    if (above != 0) return at + __builtin_ctz(above);
  }
  while (at < stop && numbers[at] <= last) at++;
  return at;
}

/// At which of 128 numbers, taken as signed, there is at least `limit`, which is over the least there is: a bit each in two words.
__attribute__((target("avx2")))
static inline void kuasou_at_least(const unsigned int *numbers, int limit, unsigned long long *low, unsigned long long *high) {
  const __m256i below = _mm256_set1_epi32(limit - 1);
  unsigned long long words[2] = {0, 0};
  for (int row = 0; row < 16; row++) {
    const __m256i values = _mm256_loadu_si256((const __m256i *)(numbers + 8 * row));
    const unsigned int same = (unsigned int)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(values, below)));
    words[row >> 3] |= (unsigned long long)same << (8 * (row & 7));
  }
  *low = words[0];
  *high = words[1];
}

/// What a term gives a document: 1 + weight × part, of which those of up to 16 occurrences stand in `parts` at (occurrences - 1) × 256 + the
/// document's length byte. `frequency` is less 1.
static inline unsigned int kuasou_score(const float *parts, const float *denominators, unsigned char norm, float weight, unsigned int frequency) {
  const float occurrences = (float)frequency + 1;
  const float part = frequency < 16 ? parts[frequency << 8 | norm] : occurrences / (occurrences + denominators[norm]);
  return (unsigned int)(weight * part) + 1;
}

/// Adds to `sums`, which has a place for each of 4,096 documents from `base` on, the scores of the documents at eight places from `row` on.
__attribute__((target("avx2")))
static inline void kuasou_scatter(const unsigned int *documents, const unsigned int *scores, __m256i bases, unsigned int *sums) {
  const __m256i numbers = _mm256_loadu_si256((const __m256i *)documents);
  unsigned int places[8];
  _mm256_storeu_si256((__m256i *)places, _mm256_and_si256(_mm256_sub_epi32(numbers, bases), _mm256_set1_epi32(4095)));
#pragma clang loop unroll(full)
  for (int lane = 0; lane < 8; lane++) sums[places[lane]] += scores[lane];
}

/// Adds to `sums`, which has a place for each of 4,096 documents from `base` on, what a term gives (`kuasou_score`) the ascending documents at
/// `start..<stop` of a block of 128, whose length bytes ascend as well: eight documents of one length take their scores from a table in a register.
///
/// `frequencies` are less 1. Every document has a length byte in `norms`.
__attribute__((target("avx2")))
static inline void kuasou_add_runs(
  const float *parts, const float *denominators, const unsigned char *norms, float weight, const unsigned int *documents,
  const unsigned int *frequencies, long start, long stop, unsigned int base, unsigned int *sums) {
  const __m256i one = _mm256_set1_epi32(1), seven = _mm256_set1_epi32(7), bases = _mm256_set1_epi32((int)base);
  const __m256i rows = _mm256_setr_epi32(0, 256, 512, 768, 1024, 1280, 1536, 1792);
  __m256i table = one;
  int tabled = -1;
  for (long row = start & ~7L; row < stop; row += 8) {
    const long first = row < start ? start : row, end = row + 8 > stop ? stop : row + 8;
    const int norm = norms[documents[first]];
    if (norm != norms[documents[end - 1]]) {
      for (long at = first; at < end; at++)
        sums[(documents[at] - base) & 4095] += kuasou_score(parts, denominators, norms[documents[at]], weight, frequencies[at]);
      continue;
    }
    if (norm != tabled) {
      const __m256 part = _mm256_i32gather_ps(parts + norm, rows, 4);
      table = _mm256_add_epi32(_mm256_cvttps_epi32(_mm256_mul_ps(_mm256_set1_ps(weight), part)), one);
      tabled = norm;
    }
    const __m256i often = _mm256_loadu_si256((const __m256i *)(frequencies + row)), few = _mm256_min_epu32(often, seven);
    unsigned int scores[8];
    _mm256_storeu_si256((__m256i *)scores, _mm256_permutevar8x32_epi32(table, few));
    if (_mm256_movemask_epi8(_mm256_cmpeq_epi32(often, few)) != -1)
      for (long at = first; at < end; at++)
        if (frequencies[at] > 7) scores[at - row] = kuasou_score(parts, denominators, (unsigned char)norm, weight, frequencies[at]);
    if (end - first == 8)
      kuasou_scatter(documents + row, scores, bases, sums);
    else
      for (long at = first; at < end; at++) sums[(documents[at] - base) & 4095] += scores[at - row];
  }
}

/// The same for documents whose length bytes don't ascend: all length bytes are loaded first, then all parts, so that no load waits for another.
__attribute__((target("avx2")))
static inline void kuasou_add_spread(
  const float *parts, const float *denominators, const unsigned char *norms, float weight, const unsigned int *documents,
  const unsigned int *frequencies, long start, long stop, unsigned int base, unsigned int *sums) {
  const __m256i most = _mm256_set1_epi32(15), bases = _mm256_set1_epi32((int)base);
  const __m256 weights = _mm256_set1_ps(weight);
  const long from = start & ~7L;
  unsigned int scores[128];
  float part[128];
  __m256i over = _mm256_setzero_si256();
  for (long row = from; row < stop; row += 8) {
    const __m256i often = _mm256_loadu_si256((const __m256i *)(frequencies + row)), few = _mm256_min_epu32(often, most);
    over = _mm256_or_si256(over, _mm256_xor_si256(often, few));
    _mm256_storeu_si256((__m256i *)(scores + row), _mm256_slli_epi32(few, 8));
    _mm256_storeu_ps(part + row, _mm256_setzero_ps());
  }
  for (long at = start; at < stop; at++) scores[at] |= norms[documents[at]];
  for (long at = start; at < stop; at++) part[at] = parts[scores[at]];
  for (long row = from; row < stop; row += 8) {
    const __m256i score = _mm256_cvttps_epi32(_mm256_mul_ps(weights, _mm256_loadu_ps(part + row)));
    _mm256_storeu_si256((__m256i *)(scores + row), _mm256_add_epi32(score, _mm256_set1_epi32(1)));
  }
  if (!_mm256_testz_si256(over, over))
    for (long at = start; at < stop; at++)
      if (frequencies[at] > 15) scores[at] = kuasou_score(parts, denominators, norms[documents[at]], weight, frequencies[at]);
  long at = start;
  for (; at + 8 <= stop; at += 8) kuasou_scatter(documents + at, scores + at, bases, sums);
  for (; at < stop; at++) sums[(documents[at] - base) & 4095] += scores[at];
}
#else
static inline int kuasou_has_crc32c(void) { return 0; }
static inline unsigned int kuasou_crc32c(unsigned int state, const unsigned char *bytes, long count) { return state; }
static inline int kuasou_has_avx2(void) { return 0; }
static inline void kuasou_accumulate_gaps(unsigned int *values, unsigned int base) {}
static inline long kuasou_intersect(const unsigned int *block, unsigned int *numbers, unsigned int *tags, unsigned int *places, long start, long stop, long kept) { return kept; }
static inline long kuasou_keep(const unsigned int *block, unsigned int *numbers, long start, long stop, long kept) { return kept; }
static inline long kuasou_end(const unsigned int *numbers, long start, long stop, unsigned int last) { return stop; }
static inline void kuasou_at_least(const unsigned int *numbers, int limit, unsigned long long *low, unsigned long long *high) {}
static inline void kuasou_add_runs(
  const float *parts, const float *denominators, const unsigned char *norms, float weight, const unsigned int *documents,
  const unsigned int *frequencies, long start, long stop, unsigned int base, unsigned int *sums) {}
static inline void kuasou_add_spread(
  const float *parts, const float *denominators, const unsigned char *norms, float weight, const unsigned int *documents,
  const unsigned int *frequencies, long start, long stop, unsigned int base, unsigned int *sums) {}
#endif
