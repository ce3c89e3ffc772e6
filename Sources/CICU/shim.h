#pragma once
#include <unicode/ucnv.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>

// ICU renames its functions by version with macros, which Swift does not import: one inline each as needed.
static inline UConverter *kuasou_ucnv_open(const char *name, UErrorCode *error) { return ucnv_open(name, error); }
static inline void kuasou_ucnv_close(UConverter *converter) { ucnv_close(converter); }
static inline UIDNA *kuasou_uidna_open(uint32_t options, UErrorCode *error) { return uidna_openUTS46(options, error); }
static inline int32_t kuasou_ucnv_to_utf16(UConverter *converter, uint16_t *to, int32_t room, const char *from, int32_t count, UErrorCode *error) {
  return ucnv_toUChars(converter, (UChar *)to, room, from, count, error);
}
static inline int32_t kuasou_uidna_to_ascii(const UIDNA *idna, const char *name, int32_t count, char *to, int32_t room, uint32_t *problems, UErrorCode *error) {
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t length = uidna_nameToASCII_UTF8(idna, name, count, to, room, &info, error);
  *problems = info.errors;
  return length;
}
static inline int32_t kuasou_uidna_to_unicode(const UIDNA *idna, const char *name, int32_t count, char *to, int32_t room, uint32_t *problems, UErrorCode *error) {
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  int32_t length = uidna_nameToUnicodeUTF8(idna, name, count, to, room, &info, error);
  *problems = info.errors;
  return length;
}
