/// The page's looks. Colours after Okabe and Ito, which readers with colour-blindness tell apart; every meaning also
/// has a place, a dash or a word of its own, so that a print in grey says the same.
enum StyleSheet {
  static let text = page + parts + tables + drawings + print

  private static let page = """
    :root { --ink: #22262b; --quiet: #5d6670; --line: #d9dde1; --wash: #f6f7f8; --blue: #0b5c8f; --warm: #b3500a;
      --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "DejaVu Serif", serif;
      --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0; background: #fff; color: var(--ink); font: 16.5px/1.55 var(--serif);
      font-variant-numeric: lining-nums; overflow-wrap: anywhere; }
    main { max-width: 48rem; margin: 0 auto; padding: 3.2rem 1.5rem 4rem; counter-reset: section; }
    h1, h2, h3, h4 { line-height: 1.22; font-weight: 600; text-wrap: balance; }
    h1 { font-size: 2.1rem; margin: 0 0 .3rem; letter-spacing: -.01em; }
    h2 { font-size: 1.38rem; margin: 3.2rem 0 .9rem; padding-top: .7rem; border-top: 2px solid var(--ink);
      counter-increment: section; }
    h2::before { content: counter(section); color: var(--quiet); font-weight: 400; margin-right: .7em; }
    h3 { font-size: 1.1rem; margin: 0 0 .4rem; }
    h4 { font: 600 .86rem/1.4 var(--sans); margin: 1.4rem 0 .4rem; }
    p { margin: 0 0 .8rem; }
    a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .18em; }
    .kicker { font: 600 .76rem/1.4 var(--sans); letter-spacing: .09em; text-transform: uppercase;
      color: var(--quiet); margin: 0 0 .7rem; }
    .note { font: .83rem/1.5 var(--sans); color: var(--quiet); }
    .mono { font: .74rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      color: var(--quiet); }

    """

  private static let parts = """
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.4rem; margin: 1.2rem 0 1.6rem;
      font: .92rem/1.5 var(--sans); }
    .facts dt { color: var(--quiet); } .facts dd { margin: 0; }
    .banner { border: 1px solid #e3b98f; border-left: 5px solid #d55e00; background: #fdf6ee; border-radius: 3px;
      padding: .75rem 1rem; margin: 0 0 1.4rem; font: .92rem/1.5 var(--sans); }
    .banner strong { display: block; font-size: 1.02rem; color: #8f3d00; }
    .banner.reviewed { border-color: #a9cdbd; border-left-color: #009e73; background: #f2f9f6; }
    .banner.reviewed strong { color: #00573f; }
    .reading { background: var(--wash); border-radius: 3px; padding: .8rem 1rem; font: .86rem/1.55 var(--sans); }
    .reading p { margin: 0 0 .35rem; } .reading p:last-child { margin: 0; }
    .findings { list-style: none; margin: 0; padding: 0; }
    .findings > li { padding: .7rem 0; border-bottom: 1px solid var(--line); }
    .findings > li:last-child { border-bottom: 0; }
    .findings .findings { margin: .5rem 0 0 2.6rem; border-left: 2px solid var(--line); padding-left: 1rem; }
    .findings .findings > li { padding: .4rem 0; border: 0; }
    .finding { display: grid; grid-template-columns: 2.6rem 1fr; margin: 0; }
    .findings .findings .finding { grid-template-columns: 2.3rem 1fr; }
    .finding b { font-weight: 600; }
    .mark { display: inline-block; min-width: 1.72rem; height: 1.72rem; padding: 0 .42rem; border-radius: .86rem;
      background: var(--ink); color: #fff; font: 600 .84rem/1.72rem var(--sans); text-align: center;
      text-decoration: none; overflow-wrap: normal; }
    .review { color: #8f3d00; font-style: italic; } .review.done { color: #00573f; }
    .judged { margin: .35rem 0 0 3.4rem; }
    .record .finding { grid-template-columns: 3.4rem 1fr; } .record .mark { justify-self: start; }
    .empty { font-size: 1.1rem; }
    code { font-size: .92em; overflow-wrap: anywhere; }
    figure { margin: 0; } figcaption { font: .8rem/1.45 var(--sans); color: var(--quiet); margin-top: .4rem; }
    .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; margin: .7rem 0 .3rem; padding: 0; list-style: none;
      font: .83rem/1.5 var(--sans); }
    .legend .swatch { width: 26px; height: 14px; vertical-align: -2px; margin-right: .45rem; }
    .card { border: 1px solid var(--line); border-radius: 4px; padding: 1.1rem 1.2rem 1rem; margin: 0 0 1.3rem; }
    .card h3 { display: flex; gap: .7rem; align-items: center; margin: 0 0 .6rem; }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: .9rem 0; }
    .pair b { color: var(--ink); font-weight: 600; }
    .card dl { display: grid; grid-template-columns: 6.4rem 1fr; gap: .25rem .9rem; margin: .9rem 0 0;
      font: .86rem/1.5 var(--sans); }
    .card dl { align-items: baseline; } .card dt { color: var(--quiet); } .card dd { margin: 0; }
    .strip { margin: 1rem 0 0; }
    .series { margin: 0 0 1.8rem; } .apiece { padding-bottom: 1.2rem; border-bottom: 1px solid var(--line); }
    .apiece:last-child { border-bottom: 0; padding-bottom: 0; } .legend + .apiece { margin-top: 1.4rem; }
    figure.spaced { margin: .4rem 0 1.1rem; } .apiece figure { margin: .6rem 0 .9rem; }
    .finding.wide { grid-template-columns: 3.4rem 1fr; margin-bottom: .6rem; }
    .finding.wide .mark { justify-self: start; }
    .lead { margin: 0 0 .5rem; } .sides { display: grid; grid-template-columns: 6.4rem 1fr; gap: .25rem .9rem;
      margin: 0 0 .7rem; font: .86rem/1.5 var(--sans); } .sides dt { color: var(--quiet); } .sides dd { margin: 0; }
    .sides .row { display: block; } td.words { min-width: 13em; }
    footer { margin-top: 2rem; break-before: avoid; padding-top: .8rem; border-top: 1px solid var(--line); }

    """

  private static let tables = """
    table { border-collapse: collapse; width: 100%; font: .83rem/1.45 var(--sans); margin: .5rem 0 1.3rem;
      font-variant-numeric: tabular-nums lining-nums; overflow-wrap: break-word; }
    th { text-align: left; font-weight: 600; color: var(--quiet); border-bottom: 1.5px solid var(--ink);
      padding: .3rem .7rem .3rem 0; vertical-align: bottom; }
    td { border-bottom: 1px solid var(--line); padding: .32rem .7rem .32rem 0; vertical-align: top; }
    th:last-child, td:last-child { padding-right: 0; }
    .right { text-align: right; } .keep { white-space: nowrap; overflow-wrap: normal; }
    td.file { word-break: break-all; min-width: 10.5em; } td.pixels { min-width: 7.5em; } td.why { overflow-wrap: anywhere; min-width: 11em; }
    td.mono { word-break: break-all; min-width: 8em; }
    table.small { font-size: .74rem; line-height: 1.4; } .small th, .small td { padding-right: .55rem; }
    tr.out td { color: var(--quiet); } tr.out b { color: #8f3d00; font-weight: 600; }
    tr.missed td:last-child { color: #8f3d00; font-weight: 600; }
    table.settings td:first-child { width: 36%; color: var(--quiet); }

    """

  private static let drawings = """
    svg.figure { display: block; width: 100%; height: auto; font: 11.5px var(--sans); fill: var(--ink); }
    svg.map { border-radius: 2px; }
    svg .coarse { image-rendering: pixelated; }
    .casing { fill: none; stroke: #fff; stroke-opacity: .85; stroke-linejoin: round; }
    .chip-outline { fill: none; stroke: #d5005e; stroke-linejoin: round; }
    .outline { fill: none; stroke-linejoin: round; }
    .o-new { stroke: #d55e00; } .o-removed { stroke: #0072b2; stroke-dasharray: 6 3; }
    .o-altered { stroke: #a8307c; stroke-dasharray: 10 3 2 3; } .o-cleared { stroke: #9a7100; stroke-dasharray: 3 3; }
    .o-works { stroke: #22262b; stroke-dasharray: 12 4; } .o-standing { stroke: #007a59; stroke-dasharray: 2 2; }
    .o-site { stroke: #5d6670; }
    .swatch-ground { fill: #c9cdc4; }
    .plate { fill: #fff; fill-opacity: .88; } .plate-text { fill: #22262b; font-weight: 600; }
    .number-plate { fill: #22262b; stroke: #fff; stroke-width: 1px; vector-effect: non-scaling-stroke; }
    .number-plate-text { fill: #fff; font-weight: 600; }
    .withheld { fill: #e9ebed; stroke: none; } .withheld-text { fill: #22262b; }
    .strip-ground { fill: #f1f3f4; } .strip-text { fill: #3b434b; }
    .bar { fill: none; stroke: #22262b; } .arrow { fill: #22262b; }
    .tie-box { fill: #f6f7f8; stroke: #d9dde1; } .tie-box.divided { fill: #fdf6ee; stroke: #d55e00;
      stroke-dasharray: 6 3; }
    .tie-node { fill: #fff; stroke-width: 1.2; } .tie-node.for { stroke: #0072b2; }
    .tie-node.against { stroke: #d55e00; stroke-dasharray: 3 2; }
    .sign-for { fill: #0072b2; font-weight: 600; } .sign-against { fill: #b3500a; font-weight: 600; }
    .node-name { font-weight: 600; } .band-label { font-weight: 600; fill: #5d6670; }
    .tie { fill: none; stroke: #22262b; stroke-width: 1.3; stroke-linejoin: round; } .tie-point { fill: #22262b; }
    .tie.weak { stroke: #8b98a3; stroke-dasharray: 1.5 3; stroke-linecap: round; }
    .haloed { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-opacity: .85; stroke-linejoin: round; }
    .lane-wash { fill: #f6f7f8; } .event-bar { fill: #f0e442; stroke: #8a7f00; stroke-width: .8; }
    .event-end { stroke: #6b6200; stroke-width: 1.4; } .event-open { fill: none; stroke: #8a7f00; stroke-width: 2;
      stroke-dasharray: 5 4; }
    .axis { stroke: #22262b; stroke-width: 1; } .grid { stroke: #e4e7ea; stroke-width: 1; }
    .lane { stroke: #eef0f2; stroke-width: 1; } .quiet { fill: #5d6670; font-size: 10.5px; }
    .bracket { fill: #f0e442; fill-opacity: .42; } .bracket-label { fill: #6b6200; font-size: 10px; }
    .band { fill: #56b4e9; fill-opacity: .28; } .value-line { fill: none; stroke: #0072b2; stroke-width: 1.6; }
    .whisker { stroke: #0072b2; stroke-opacity: .45; stroke-width: 1; } .dot { fill: #0072b2; }
    .s-used, .s-present { fill: #0072b2; } .s-changed { fill: #d55e00; }
    .s-absent { fill: #fff; stroke: #0072b2; stroke-width: 1; }
    .r-seen, .r-cloud { fill: #8b98a3; } .r-cloudShadow { fill: #4b5661; } .r-haze { fill: #c0a53a; }
    .r-snow { fill: #56b4e9; } .r-saturated { fill: #e69f00; } .r-terrainShadow { fill: #6b4f3a; }
    .r-offPicture { fill: #b5bcc2; } .r-readFailed { fill: #22262b; } .r-misaligned { fill: #cc79a7; }
    .r-tooCoarse { fill: #009e73; } .r-occluded { fill: #7a5ea8; } .r-noDate, .r-noCRS { fill: #a05a2c; }
    .r-duplicate, .r-unsupported, .r-tooLarge { fill: #8c8c8c; }

    """

  private static let print = """
    @page { size: A4; margin: 17mm 16mm 19mm; }
    @media (max-width: 40rem) { main { padding: 1.6rem 1rem 3rem; } .pair { grid-template-columns: 1fr; }
      .facts, .card dl { grid-template-columns: 1fr; gap: 0; } .facts dd, .card dd { margin-bottom: .5rem; }
      .scroll { overflow-x: auto; } }
    @media print { body { font-size: 10.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      main { max-width: none; padding: 0; } h2, h3, h4 { break-after: avoid; }
      .findings > li, figure, tr, .series, .reading, .banner { break-inside: avoid; }
      .card { break-inside: avoid; } svg.map { max-height: 150mm; } .pair svg { max-height: 88mm; }
      p:has(+ table), h4:has(+ table) { break-after: avoid; }
      thead { display: table-header-group; } a { text-decoration: none; }
      p { orphans: 3; widows: 3; } h2 { margin-top: 1.9rem; } table.small { font-size: 7.4pt; } \
    .apart { break-before: page; } }

    """

  /// The foot of every printed page. The words are the report's own; text from outside never enters a style sheet.
  static func pageFoot(isUnreviewed: Bool) -> String {
    let left = isUnreviewed ? BannerView.warning : "Reviewed by people"
    let font = "font: 7.5pt/1.5 system-ui, Arial, sans-serif; color: #5d6670; white-space: pre-line;"
    return "@page { @bottom-left { content: \"\(left)\"; \(font) } "
      + "@bottom-right { content: counter(page) \" / \" counter(pages); \(font) } }\n"
  }
}
