#pragma once
#include <stdint.h>
#include <unicode/uvernum.h>

// Foundation carries an ICU of its own, whose types clash with those of ICU's headers as soon as one Swift file sees
// both ("'UErrorCode' has different definitions in different modules"). So no header of ICU with a type in it is
// included here, only the macro that gives a function its versioned name; the few functions that are used are declared
// by their C ABI. An error code is an int, 0 or below is success; 15 asks for more room.

void *U_ICU_ENTRY_POINT_RENAME(ucnv_open)(const char *name, int *error);
void U_ICU_ENTRY_POINT_RENAME(ucnv_close)(void *converter);
int32_t U_ICU_ENTRY_POINT_RENAME(ucnv_toUChars)(void *converter, uint16_t *to, int32_t room, const char *from, int32_t count, int *error);
void *U_ICU_ENTRY_POINT_RENAME(uidna_openUTS46)(uint32_t options, int *error);

// ICU's UIDNAInfo, "unicode/uidna.h": the caller sets the size, ICU the rest.
struct kuasou_idna_info {
  int16_t size;
  int8_t is_transitional_different;
  int8_t reserved_byte;
  uint32_t errors;
  int32_t reserved[2];
};

int32_t U_ICU_ENTRY_POINT_RENAME(uidna_nameToASCII_UTF8)(const void *idna, const char *name, int32_t count, char *to, int32_t room, struct kuasou_idna_info *info, int *error);
int32_t U_ICU_ENTRY_POINT_RENAME(uidna_nameToUnicodeUTF8)(const void *idna, const char *name, int32_t count, char *to, int32_t room, struct kuasou_idna_info *info, int *error);

// Swift does not import macros that call, so each function gets an inline one without the version in its name.
static inline void *kuasou_ucnv_open(const char *name, int *error) { return U_ICU_ENTRY_POINT_RENAME(ucnv_open)(name, error); }
static inline void kuasou_ucnv_close(void *converter) { U_ICU_ENTRY_POINT_RENAME(ucnv_close)(converter); }
static inline int32_t kuasou_ucnv_to_utf16(void *converter, uint16_t *to, int32_t room, const char *from, int32_t count, int *error) {
  return U_ICU_ENTRY_POINT_RENAME(ucnv_toUChars)(converter, to, room, from, count, error);
}
static inline void *kuasou_uidna_open(uint32_t options, int *error) { return U_ICU_ENTRY_POINT_RENAME(uidna_openUTS46)(options, error); }
static inline int32_t kuasou_uidna_to_ascii(const void *idna, const char *name, int32_t count, char *to, int32_t room, uint32_t *problems, int *error) {
  struct kuasou_idna_info info = {.size = sizeof(struct kuasou_idna_info)};
  int32_t length = U_ICU_ENTRY_POINT_RENAME(uidna_nameToASCII_UTF8)(idna, name, count, to, room, &info, error);
  *problems = info.errors;
  return length;
}
static inline int32_t kuasou_uidna_to_unicode(const void *idna, const char *name, int32_t count, char *to, int32_t room, uint32_t *problems, int *error) {
  struct kuasou_idna_info info = {.size = sizeof(struct kuasou_idna_info)};
  int32_t length = U_ICU_ENTRY_POINT_RENAME(uidna_nameToUnicodeUTF8)(idna, name, count, to, room, &info, error);
  *problems = info.errors;
  return length;
}
