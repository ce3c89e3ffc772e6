/// The one style sheet of all pages; contrasts are at least 4.5:1 for text in both colour schemes (WCAG 2.1, 1.4.3).
enum Stylesheet {
  /// The sheet itself.
  static let source = colours + base + header + results + facets + pages + admin + print

  private static let colours = """
    :root{--paper:#fff;--wash:#f6f8fa;--line:#dfe4ea;--edge:#7c8896;--ink:#1c2530;--soft:#566270;--link:#1746a2;\
    --seen:#6a3d9a;--mark:#b42318;--brand:#0f4c81;--seal:#c8401f;--on-brand:#fff;--deep:#0a3a64;--halo:#c9dcec;--note:#fdf6e7;--note-line:#e8d5a8}
    @media(prefers-color-scheme:dark){:root{--paper:#13171d;--wash:#1a2028;--line:#2e3742;--edge:#8793a1;--ink:#e7ebf0;\
    --soft:#a7b2bf;--link:#9cc3ff;--seen:#cdb4f6;--mark:#ff9c8c;--brand:#7fb8ea;--seal:#ff9a76;--on-brand:#0b1a29;--deep:#a5cff4;--halo:#27496b;\
    --note:#2a2415;--note-line:#5b4d26}}
    @media(prefers-contrast:more){:root{--soft:var(--ink);--line:var(--edge)}.hit a,.facets a{text-decoration:underline}}
    .large{font-size:150%}
    .contrast{--paper:#000;--wash:#000;--line:#fff;--edge:#fff;--ink:#fff;--soft:#fff;--link:#ff0;--seen:#f9f;--mark:#0ff;\
    --brand:#ff0;--seal:#0ff;--on-brand:#000;--deep:#fff;--halo:#0ff;--note:#000;--note-line:#ff0;color-scheme:dark}
    .contrast .hit a,.contrast .facets a{text-decoration:underline}

    """

  private static let base = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;min-height:100vh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);\
    font:1rem/1.7 system-ui,-apple-system,"PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",\
    "Source Han Sans SC","WenQuanYi Micro Hei",sans-serif;overflow-wrap:anywhere}
    h1,h2,p,ul,ol,dl,dd{margin:0;padding:0}ul,ol{list-style:none}
    a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline;text-underline-offset:.2em}
    :focus-visible{outline:3px solid var(--seal);outline-offset:2px;border-radius:3px}
    main:focus{outline:none}
    .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .skip{position:absolute;left:1rem;top:-4rem;padding:.5rem 1rem;background:var(--brand);color:var(--on-brand);z-index:1}
    .skip:focus{top:.5rem}
    main{flex:1;width:100%}
    .icon{width:1.25em;height:1.25em;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round}
    .icon.small{width:.7em;height:.7em;margin-left:.45em}
    .count{color:var(--soft);font-variant-numeric:tabular-nums}
    footer{margin-top:4rem;padding:1.25rem clamp(1rem,4vw,2.5rem);background:var(--wash);border-top:1px solid var(--line);\
    color:var(--soft);font-size:.875rem}
    .display{display:flex;gap:.5rem;margin-top:.75rem}.display[hidden]{display:none}
    .display button{min-height:2.75rem;padding:0 1rem;border:1px solid var(--edge);border-radius:.5rem;background:none;color:inherit;\
    font:inherit;cursor:pointer}.display button[aria-pressed=true]{background:var(--brand);color:var(--on-brand)}
    footer p{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}

    """

  private static let header = """
    .brand{display:flex;align-items:center;gap:.5rem;color:var(--brand);font-weight:700;letter-spacing:.12em;\
    white-space:nowrap}
    .brand:hover{text-decoration:none}
    .logo{width:2rem;height:2rem;fill:none;stroke-linecap:round;stroke-linejoin:round;flex:none}
    .logo .lens{stroke:currentColor;stroke-width:3.6}.logo .bridge{stroke:var(--seal);stroke-width:2}
    .bar{border-bottom:1px solid var(--line);background:var(--wash)}
    .bar-inner{display:flex;flex-wrap:wrap;align-items:center;gap:.75rem 2rem;padding:1rem clamp(1rem,4vw,2.5rem)}
    .bar .brand{font-size:1.5rem;line-height:1.2;width:7rem}
    .search{position:relative;display:flex;flex:1 1 20rem;max-width:42rem;background:var(--paper);border:1px solid var(--edge);\
    border-radius:.625rem}
    .search:focus-within{border-color:var(--brand);box-shadow:0 0 0 3px var(--halo)}
    .search input[type=search]{flex:1;min-width:0;height:2.875rem;padding:0 1rem;border:0;border-radius:.625rem 0 0 .625rem;\
    background:none;color:inherit;font:inherit;font-size:1.0625rem;-webkit-appearance:none;appearance:none}
    .search input:focus-visible{outline:none}
    .search input::placeholder{color:var(--soft);opacity:1}
    #suggestions{position:absolute;z-index:2;top:calc(100% + .25rem);left:0;right:0;padding:.375rem 0;background:var(--paper);\
    border:1px solid var(--edge);border-radius:.625rem;box-shadow:0 8px 24px rgba(0,0,0,.16);text-align:left}
    #suggestions li{padding:.45rem 1rem;cursor:pointer}
    #suggestions li:hover,#suggestions [aria-selected=true]{background:var(--wash);box-shadow:inset 3px 0 var(--seal)}
    .search button{display:flex;align-items:center;gap:.4rem;padding:0 1.25rem;border:0;border-radius:0 .5rem .5rem 0;\
    background:var(--brand);color:var(--on-brand);font:inherit;font-weight:600;cursor:pointer;white-space:nowrap}
    .search button:hover{background:var(--deep)}
    .home main{display:grid;align-content:center}
    .hero{display:flex;flex-direction:column;align-items:center;padding:2rem clamp(1rem,4vw,2.5rem) 8vh;text-align:center}
    .hero .brand{font-size:clamp(2.75rem,8vw,3.75rem);line-height:1.2;gap:.9rem}
    .hero .logo{width:1.15em;height:1.15em}
    .hero .tagline{margin:.75rem 0 2.25rem;color:var(--soft);font-size:1.0625rem;letter-spacing:.04em}
    .hero .search{width:100%;flex:none}.hero .search:not(:focus-within){box-shadow:0 6px 24px rgba(15,76,129,.08)}
    .hero .search input[type=search]{height:3.375rem}
    .hero .related{width:100%;margin-top:1.5rem}.hero .related h2{color:var(--soft);font-size:.9375rem}.hero .related ul{justify-content:center}
    .hero .extent{margin-top:1.5rem;color:var(--soft);font-size:.9375rem}
    @media(max-width:30rem){.search button span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
    .search button{padding:0 .9rem}.bar-inner{padding:.75rem 1rem}.bar .brand{font-size:1.25rem}}

    """

  private static let results = """
    .columns{display:flex;flex-direction:column;gap:2.5rem;padding:0 clamp(1rem,4vw,2.5rem)}
    .results{min-width:0;max-width:44rem}
    .toolbar{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1.25rem;padding:.9rem 0;color:var(--soft);\
    font-size:.875rem}
    .summary{flex:1 0 auto}
    .orders{display:flex;gap:1.1rem}
    .orders a,.to-facets{padding:.3rem 0;color:var(--soft)}
    .orders a[aria-current]{color:var(--ink);font-weight:600;box-shadow:inset 0 -2px var(--seal)}
    .active{display:flex;flex-wrap:wrap;gap:.5rem;margin:.75rem 0 1rem}
    .active a{display:inline-flex;align-items:center;padding:.2rem .8rem;border:1px solid var(--edge);border-radius:2rem;\
    color:var(--ink);font-size:.875rem}
    .notice{margin:.25rem 0 1rem;padding:.6rem 1rem;background:var(--note);border:1px solid var(--note-line);\
    border-radius:.5rem;font-size:.9375rem}
    .best-bets{margin:1rem 0 .5rem;padding:.75rem 1rem;background:var(--wash);border-left:3px solid var(--seal);border-radius:.25rem}
    .best-bets h2{font-size:.8125rem;font-weight:600;color:var(--soft);letter-spacing:.08em}
    .best-bets li{padding:.25rem 0}.best-bets a{font-size:1.125rem}.best-bets p{font-size:.9375rem}
    .meant{margin:.5rem 0 1rem;font-size:1.0625rem}.meant a{font-weight:600}
    .related{margin-top:2.5rem}.related h2{font-size:1rem}
    .related ul{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.6rem}
    .related a{display:block;padding:.45rem 1rem;background:var(--wash);border:1px solid var(--line);border-radius:2rem}
    .hit{padding:.85rem 0 1rem}
    .hit h2{font-size:1.1875rem;font-weight:500;line-height:1.45}
    .hit h2 a:visited{color:var(--seen)}
    .hit mark{background:none;color:var(--mark);font-weight:600}
    .hit h2 mark{font-weight:inherit}
    .hit .type{display:inline-block;margin-right:.5rem;padding:0 .4rem;border:1px solid var(--edge);border-radius:.25rem;\
    color:var(--soft);font-size:.75rem;font-weight:600;line-height:1.5;vertical-align:.15em;letter-spacing:.03em}
    .hit .snippet{margin-top:.3rem;font-size:.9688rem}
    .official{display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;margin-top:.3rem;font-size:.875rem}
    .official div{display:flex;gap:.6em}.official dt{color:var(--soft)}
    .source{display:flex;flex-wrap:wrap;gap:0 1rem;margin-top:.3rem;color:var(--soft);font-size:.8438rem}
    .source .site{color:var(--ink)}
    .source .address{flex:1 1 14rem;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .source .copy{flex:none}
    .copies,.folding{margin-top:.3rem;font-size:.8438rem;color:var(--soft)}
    .copies summary{display:inline-block;padding:.2rem 0;color:var(--link);cursor:pointer}.copies summary::before{content:"▸ "}
    .copies[open] summary::before{content:"▾ "}
    .copies ul{margin:.2rem 0 0;padding-left:.9rem;border-left:2px solid var(--line)}
    .copies li{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.2rem 0}
    .copies .address{flex:1 1 12rem;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .folding{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding-top:.75rem}
    @media(max-width:40rem){.summary{flex-basis:100%}.to-facets{margin-left:auto}}
    .pager ul{display:flex;flex-wrap:wrap;gap:.375rem;margin-top:1.75rem}
    .pager a{display:grid;place-items:center;min-width:2.75rem;height:2.75rem;padding:0 .75rem;border:1px solid var(--line);\
    border-radius:.5rem;font-variant-numeric:tabular-nums}
    .pager a:hover{background:var(--wash);text-decoration:none}
    .pager a[aria-current]{background:var(--brand);border-color:var(--brand);color:var(--on-brand);font-weight:600}
    @media(max-width:40rem){.pager .far{display:none}}
    .nothing{padding:2.5rem 0}.nothing h2{font-size:1.25rem;line-height:1.5;margin-bottom:1rem}
    .nothing p{margin:.75rem 0}.nothing ul{padding-left:1.25rem;list-style:disc}
    .action{display:inline-block;padding:.45rem 1.1rem;border:1px solid var(--brand);border-radius:.5rem}

    """

  private static let facets = """
    .facets{max-width:44rem;padding-top:1.5rem;border-top:1px solid var(--line);font-size:.9063rem}
    .facets section+section{margin-top:1.75rem}
    .facets h2{margin-bottom:.35rem;font-size:.875rem;font-weight:600;color:var(--soft);letter-spacing:.04em}
    .facets a{display:flex;justify-content:space-between;gap:1rem;padding:.3rem 0;color:var(--ink)}
    .facets .count{flex:none;font-variant-numeric:tabular-nums}
    .facets summary{padding:.3rem 0;color:var(--link);cursor:pointer}
    .to-facets::after{content:" ↓"}
    @media(min-width:64rem){.columns{flex-direction:row;align-items:flex-start;gap:4rem;padding-left:11.5rem}\
    .results{flex:1 1 auto}.facets{flex:0 0 15rem;margin-top:3.6rem;padding:0 0 0 1.75rem;border-top:0;\
    border-left:1px solid var(--line)}.to-facets{display:none}}

    """

  private static let pages = """
    .prose{max-width:44rem;padding:2.5rem clamp(1rem,4vw,2.5rem)}.prose.wide{max-width:64rem}
    @media(min-width:64rem){.prose{padding-left:0;margin-left:11.5rem}}
    .prose h1{font-size:1.5rem;line-height:1.4;margin-bottom:.75rem}
    .prose h2{font-size:1.0625rem;margin:2rem 0 .6rem}
    .prose p{margin:.75rem 0}
    .cached mark{background:none;color:var(--mark);font-weight:600}.cached .official{margin-bottom:1.5rem}
    .cached .notice a{margin-left:.75rem;text-decoration:underline}
    .prose pre{overflow-x:auto;padding:.75rem 1rem;background:var(--wash);border:1px solid var(--line);border-radius:.5rem;font-size:.875rem}
    .prose p a{text-decoration:underline}
    .examples dt{margin-top:1.25rem;font-size:1.0625rem}.examples dd{color:var(--soft)}
    .sites{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.1rem 2.5rem}
    .sites li{display:flex;justify-content:space-between;gap:1rem;padding:.4rem 0;border-bottom:1px solid var(--line)}

    """

  private static let admin = """
    .admin{max-width:none}.admin nav{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;margin-bottom:1.5rem}
    .admin form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}.admin input{flex:1 1 16rem;min-width:0;max-width:48rem}
    .admin input,.admin button{min-height:2.75rem;padding:0 .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--paper);\
    color:inherit;font:inherit}.admin button{background:var(--brand);color:var(--on-brand);cursor:pointer}
    .admin pre{margin:1rem 0;padding:1rem;background:var(--wash);border:1px solid var(--line);border-radius:.5rem;white-space:pre-wrap}
    .wide-table{overflow-x:auto;margin:1rem 0}.admin table{border-collapse:collapse;font-size:.875rem}
    .admin th,.admin td{padding:.25rem .75rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;min-width:4rem}

    """

  private static let print = """
    @media print{.bar,.skip,.orders,.to-facets,.facets,.pager,.active svg,.related,.display,footer a{display:none}\
    body{font-size:11pt;color:#000;background:#fff}.columns{display:block;padding:0}.results{max-width:none}\
    .hit{break-inside:avoid}.hit mark{color:inherit;text-decoration:underline}.hit a,.source,.source .site{color:#000}}
    @media(forced-colors:active){.hit mark{color:Mark;background:MarkText}.logo .lens,.logo .bridge{stroke:CanvasText}}
    @media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}

    """
}
