#!/bin/sh
# Converts the texts in this folder with LibreOffice and embeds the results into Swift, one file each.
# Needs: libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui. Run it in this folder.
# The converted bytes carry the time of the conversion, so a rerun changes them (and the golden hashes).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../../../Sources/SampleCity/Attachments/Legacy
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
HOME=$work soffice --headless --infilter="HTML (StarWriter)" --convert-to "doc:MS Word 97" "$here/form.html" "$here/letter.html"
HOME=$work soffice --headless --infilter="CSV:44,34,76,1" --convert-to "xls:MS Excel 97" "$here/list.csv"
HOME=$work soffice --headless --convert-to "ppt:MS PowerPoint 97" "$here/slides.fodp"
mkdir -p "$out"
embed() { # file, name, comment
  {
    echo "extension LegacyFile {"
    echo "  /// $3, made from Fixtures/city/legacy by LibreOffice; gzip in base64."
    echo "  static let $2 = \"\"\""
    gzip -9 -n -c "$1" | base64 -w 92 | sed 's/^/    /'
    echo '    """'
    echo "}"
  } > "$out/LegacyFile+$4.swift"
}
embed form.doc word "A .doc file (Word 97)" Word
embed letter.doc letter "A .wps file, which is what WPS Office calls the Word 97 format" Letter
embed list.xls sheet "An .xls file (BIFF8)" Sheet
embed slides.ppt slides "A .ppt file (PowerPoint 97)" Slides
