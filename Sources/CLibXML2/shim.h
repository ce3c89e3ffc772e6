#pragma once
#include <libxml/xmlversion.h>
// Debian builds libxml2 with ICU, whose UErrorCode would clash with the one in Foundation: leave it out of sight.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/tree.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlreader.h>
