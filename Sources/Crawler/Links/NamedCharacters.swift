/// Named characters of HTML that occur in URLs and link texts.
///
/// Source: https://html.spec.whatwg.org/multipage/named-characters.html. Of the others,
/// mathematical and foreign letters for the most part, none stands in the addresses or the link
/// texts of government pages.
enum NamedCharacters {
  /// All names that count without a semicolon too (those of HTML 2 to 4).
  static let legacy: [String: Unicode.Scalar] = [
    "AElig": "\u{C6}", "AMP": "\u{26}", "Aacute": "\u{C1}", "Acirc": "\u{C2}", "Agrave": "\u{C0}",
    "Aring": "\u{C5}", "Atilde": "\u{C3}", "Auml": "\u{C4}", "COPY": "\u{A9}", "Ccedil": "\u{C7}",
    "ETH": "\u{D0}", "Eacute": "\u{C9}", "Ecirc": "\u{CA}", "Egrave": "\u{C8}", "Euml": "\u{CB}",
    "GT": "\u{3E}", "Iacute": "\u{CD}", "Icirc": "\u{CE}", "Igrave": "\u{CC}", "Iuml": "\u{CF}",
    "LT": "\u{3C}", "Ntilde": "\u{D1}", "Oacute": "\u{D3}", "Ocirc": "\u{D4}", "Ograve": "\u{D2}",
    "Oslash": "\u{D8}", "Otilde": "\u{D5}", "Ouml": "\u{D6}", "QUOT": "\u{22}", "REG": "\u{AE}",
    "THORN": "\u{DE}", "Uacute": "\u{DA}", "Ucirc": "\u{DB}", "Ugrave": "\u{D9}", "Uuml": "\u{DC}",
    "Yacute": "\u{DD}", "aacute": "\u{E1}", "acirc": "\u{E2}", "acute": "\u{B4}", "aelig": "\u{E6}",
    "agrave": "\u{E0}", "amp": "\u{26}", "aring": "\u{E5}", "atilde": "\u{E3}", "auml": "\u{E4}",
    "brvbar": "\u{A6}", "ccedil": "\u{E7}", "cedil": "\u{B8}", "cent": "\u{A2}", "copy": "\u{A9}",
    "curren": "\u{A4}", "deg": "\u{B0}", "divide": "\u{F7}", "eacute": "\u{E9}", "ecirc": "\u{EA}",
    "egrave": "\u{E8}", "eth": "\u{F0}", "euml": "\u{EB}", "frac12": "\u{BD}", "frac14": "\u{BC}",
    "frac34": "\u{BE}", "gt": "\u{3E}", "iacute": "\u{ED}", "icirc": "\u{EE}", "iexcl": "\u{A1}",
    "igrave": "\u{EC}", "iquest": "\u{BF}", "iuml": "\u{EF}", "laquo": "\u{AB}", "lt": "\u{3C}",
    "macr": "\u{AF}", "micro": "\u{B5}", "middot": "\u{B7}", "nbsp": "\u{A0}", "not": "\u{AC}",
    "ntilde": "\u{F1}", "oacute": "\u{F3}", "ocirc": "\u{F4}", "ograve": "\u{F2}", "ordf": "\u{AA}",
    "ordm": "\u{BA}", "oslash": "\u{F8}", "otilde": "\u{F5}", "ouml": "\u{F6}", "para": "\u{B6}",
    "plusmn": "\u{B1}", "pound": "\u{A3}", "quot": "\u{22}", "raquo": "\u{BB}", "reg": "\u{AE}",
    "sect": "\u{A7}", "shy": "\u{AD}", "sup1": "\u{B9}", "sup2": "\u{B2}", "sup3": "\u{B3}",
    "szlig": "\u{DF}", "thorn": "\u{FE}", "times": "\u{D7}", "uacute": "\u{FA}", "ucirc": "\u{FB}",
    "ugrave": "\u{F9}", "uml": "\u{A8}", "uuml": "\u{FC}", "yacute": "\u{FD}", "yen": "\u{A5}",
    "yuml": "\u{FF}",
  ]

  /// Names that need their semicolon: punctuation, blanks, arrows and signs.
  static let others: [String: Unicode.Scalar] = [
    "Dagger": "\u{2021}", "NewLine": "\u{A}", "Prime": "\u{2033}", "Tab": "\u{9}", "apos": "\u{27}",
    "ast": "\u{2A}", "bdquo": "\u{201E}", "bsol": "\u{5C}", "bull": "\u{2022}", "check": "\u{2713}",
    "circ": "\u{2C6}", "clubs": "\u{2663}", "colon": "\u{3A}", "comma": "\u{2C}",
    "commat": "\u{40}", "copysr": "\u{2117}", "cross": "\u{2717}", "dagger": "\u{2020}",
    "darr": "\u{2193}", "dash": "\u{2010}", "diams": "\u{2666}", "dollar": "\u{24}",
    "emsp": "\u{2003}", "ensp": "\u{2002}", "equals": "\u{3D}", "euro": "\u{20AC}",
    "excl": "\u{21}", "ge": "\u{2265}", "grave": "\u{60}", "harr": "\u{2194}", "hearts": "\u{2665}",
    "hellip": "\u{2026}", "horbar": "\u{2015}", "hyphen": "\u{2010}", "infin": "\u{221E}",
    "larr": "\u{2190}", "lbrace": "\u{7B}", "lbrack": "\u{5B}", "lcub": "\u{7B}",
    "ldquo": "\u{201C}", "le": "\u{2264}", "lowbar": "\u{5F}", "loz": "\u{25CA}", "lpar": "\u{28}",
    "lsaquo": "\u{2039}", "lsqb": "\u{5B}", "lsquo": "\u{2018}", "mdash": "\u{2014}",
    "minus": "\u{2212}", "ndash": "\u{2013}", "ne": "\u{2260}", "num": "\u{23}",
    "numsp": "\u{2007}", "percnt": "\u{25}", "period": "\u{2E}", "permil": "\u{2030}",
    "plus": "\u{2B}", "prime": "\u{2032}", "quest": "\u{3F}", "rarr": "\u{2192}",
    "rbrace": "\u{7D}", "rbrack": "\u{5D}", "rcub": "\u{7D}", "rdquo": "\u{201D}", "rpar": "\u{29}",
    "rsaquo": "\u{203A}", "rsqb": "\u{5D}", "rsquo": "\u{2019}", "sbquo": "\u{201A}",
    "semi": "\u{3B}", "sol": "\u{2F}", "spades": "\u{2660}", "squ": "\u{25A1}", "star": "\u{2606}",
    "starf": "\u{2605}", "thinsp": "\u{2009}", "tilde": "\u{2DC}", "trade": "\u{2122}",
    "uarr": "\u{2191}", "verbar": "\u{7C}", "vert": "\u{7C}", "zwj": "\u{200D}", "zwnj": "\u{200C}",
  ]
}
