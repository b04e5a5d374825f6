/// The page's templates. Double braces escape; triple braces stand only where a `Markup` is printed.
enum PageTemplate {
  static let text =
    "{{% CONTENT_TYPE: \(InertText.name)}}" + head + RecordTemplate.text + findings + map + cards + scenes + series
    + ActivityTemplate.text
    + SightTemplate.text + unseen + budget + method
    + truth
    + credits

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title data-from="report.json#/summary">{{page.title}}</title>
    <style>
    {{{style}}}</style>
    </head>
    <body>
    <main>
    {{#page}}
    <header data-from="report.json#/summary report.json#/features">
    <p class="kicker">Telltale · what changed, when, how much, how sure</p>
    <h1>{{title}}</h1>
    <dl class="facts">
    <dt>Site</dt><dd>{{sites}}</dd>
    <dt>Period</dt><dd>{{period}}</dd>
    <dt>Scenes</dt><dd>{{sceneCounts}}</dd>
    <dt>Found</dt><dd>{{featureCounts}}</dd>
    </dl>
    {{#banner}}
    <div class="banner{{^isUnreviewed}} reviewed{{/isUnreviewed}}"><strong>{{bannerTitle}}</strong>\
    {{bannerDetail}}</div>
    {{/banner}}
    {{#edition}}
    <div class="banner" id="edition"><strong>Redacted edition.</strong> {{.}}</div>
    {{/edition}}
    <div class="reading" data-from="report.json#/level">
    <p><b>How to read this.</b> Each number has a 90 % interval: in nine of ten cases it should hold the true value.
    Each change has two dates: the last that shows the old state, and the first that shows the new one.
    It happened somewhere between them.</p>
    <p><b>Not seen is not absent.</b> Where cloud, haze or a bad picture hid a place, \
    the report says so and claims nothing.</p>
    <p><b>A candidate</b> is what the program takes for a change. It is a finding only \
    once a named person has accepted it.</p>
    </div>
    </header>

    """

  private static let line = """
    <p class="finding" data-from="report.json#/features/{{mark}}"><span><a class="mark" href="#feature-{{mark}}">{{mark}}</a></span><span><b>{{happening}}</b>\
    {{measured}} <span class="review{{#isReviewed}} done{{/isReviewed}}">{{review}}</span></span></p>
    """

  private static let findings = """
    <section>
    {{#findings}}
    <h2>What the program found</h2>
    {{^hasEntries}}
    <p class="empty" data-from="report.json#/summary report.json#/scenes"><a href="#unseen">{{emptyWords}}</a></p>
    {{/hasEntries}}
    {{#hasEntries}}
    <ol class="findings">
    {{#entries}}
    <li>{{#head}}\(line){{/head}}
    {{#hasChildren}}
    <ol class="findings">
    {{#children}}
    <li>\(line)</li>
    {{/children}}
    </ol>
    {{/hasChildren}}
    </li>
    {{/entries}}
    </ol>
    {{#beyondWords}}<p class="note" data-from="report.json#/summary">{{.}}</p>{{/beyondWords}}
    {{/hasEntries}}
    {{#hasStanding}}
    <h4>Standing structures, measured for comparison</h4>
    <ol class="findings">
    {{#standing}}
    <li>\(line)</li>
    {{/standing}}
    </ol>
    {{/hasStanding}}
    {{/findings}}
    </section>

    """

  private static let map = """
    {{#map}}
    <section data-from="report.json#/map">
    <h2>Where</h2>
    <figure>{{{mapFigure}}}
    <ul class="legend">
    {{#legend}}
    <li>{{{swatch}}}{{legendWords}}</li>
    {{/legend}}
    </ul>
    <figcaption>{{mapCaption}}{{#mapNote}}. {{.}}{{/mapNote}}</figcaption></figure>
    </section>
    {{/map}}

    """

  private static let scenes = """
    {{#scenes}}
    <section data-from="report.json#/scenes">
    <h2>Every picture, used or kept out</h2>
    {{^hasScenes}}<p>There were no pictures.</p>{{/hasScenes}}
    {{#hasScenes}}
    <figure>{{{timeline}}}
    <figcaption>Each mark is a picture, in the row that says whether it was used or why it was kept out.
    {{#undatedWords}}{{.}}{{/undatedWords}}</figcaption></figure>
    <div class="scroll"><table class="small">
    <thead><tr><th>Date</th><th>File</th><th>Sensor</th><th>Pixels</th><th class="right">GSD</th><th class="right">Clear</th>
    <th class="right">Shift</th><th class="right">CE90</th><th>Used, or kept out because</th></tr></thead>
    <tbody>
    {{#sceneRows}}
    <tr{{#isOut}} class="out"{{/isOut}} data-from="report.json#/scenes/{{sceneIndex}}"><td class="keep">{{sceneDate}}</td><td class="file">{{sceneLabel}}</td>\
    <td>{{sceneSensor}}</td><td class="pixels">{{scenePixels}}</td>\
    <td class="right keep">{{sceneGSD}}</td><td class="right keep">{{sceneClear}}</td>\
    <td class="right keep">{{sceneShift}}</td><td class="right keep">{{sceneCE90}}</td>\
    <td class="why">{{#isOut}}<b>{{sceneUse}}</b>{{/isOut}}{{^isOut}}{{sceneUse}}{{/isOut}}{{sceneWhy}}</td></tr>
    {{/sceneRows}}
    </tbody>
    </table></div>
    <p class="note">Pixels: what their numbers are (DN: plain numbers), and whether the way they are read was shown on
    real files or follows documentation only. GSD: size of a pixel on the ground. Clear: share of the area that could be seen. Shift: how far the
    picture lay from the reference before it was aligned, in pixels of the reference, down and right. CE90: after
    alignment, nine of ten points lie within this distance of where they should.</p>
    {{/hasScenes}}
    </section>
    {{/scenes}}

    """

  private static let series = """
    {{#hasSeries}}
    <section>
    <h2>Area through time</h2>
    {{#series}}
    <div class="series" data-from="report.json#/series/{{seriesIndex}} report.json#/level report.json#/summary">
    <h3>{{seriesName}}</h3>
    {{#seriesFigure}}<figure>{{{seriesFigure}}}</figure>{{/seriesFigure}}
    <p class="note">{{seriesWords}} The band is the 90 % interval; the line between the dots is not observed.</p>
    </div>
    {{/series}}
    </section>
    {{/hasSeries}}

    """

  private static let unseen = """
    {{#unseen}}
    <section id="unseen" data-from="report.json#/limits report.json#/unseen">
    <h2>What could not be seen</h2>
    {{^hasLimits}}{{^hasUnseenCounts}}
    <p>No scene was kept out, and no look at a feature failed. What happened between two dates, or is smaller than a few
    pixels, stays unseen all the same.</p>
    {{/hasUnseenCounts}}{{/hasLimits}}
    {{#hasLimits}}
    <ul>
    {{#limits}}
    <li>{{.}}</li>
    {{/limits}}
    </ul>
    {{/hasLimits}}
    {{#hasUnseenCounts}}
    <table>
    <thead><tr><th>Reason</th><th class="right">Scenes kept out</th>\
    <th class="right">Looks at a feature that failed</th></tr></thead>
    <tbody>
    {{#unseenCounts}}
    <tr><td>{{unseenReason}}</td><td class="right">{{unseenScenes}}</td><td class="right">{{unseenLooks}}</td></tr>
    {{/unseenCounts}}
    </tbody>
    </table>
    {{/hasUnseenCounts}}
    </section>
    {{/unseen}}

    """

  private static let budget = """
    {{#hasBudget}}
    <section id="budget" data-from="report.json#/budget">
    <h2>What every number inherits</h2>
    <p class="note">Errors that come from how the pictures were made comparable. They are part of the intervals above as
    the third column says.</p>
    <table>
    <thead><tr><th>Error</th><th>Size</th><th>What it moves</th><th>Known from</th></tr></thead>
    <tbody>
    {{#budget}}
    <tr><td>{{budgetTerm}}</td><td class="keep">{{budgetSize}}</td><td>{{budgetEffect}}</td>\
    <td>{{budgetSource}}</td></tr>
    {{/budget}}
    </tbody>
    </table>
    </section>
    {{/hasBudget}}

    """

  private static let method = """
    <section class="apart" data-from="report.json#/method report.json#/software">
    <h2>Method, settings and versions</h2>
    {{#method}}
    <h3>{{methodHeading}}</h3>
    {{#hasMethodRows}}
    <table class="settings"><tbody>
    {{#methodRows}}
    <tr><td>{{name}}</td><td>{{value}}</td></tr>
    {{/methodRows}}
    </tbody></table>
    {{/hasMethodRows}}
    {{#methodParagraphs}}
    <p>{{.}}</p>
    {{/methodParagraphs}}
    {{/method}}
    {{#hasSoftware}}
    <h3>Software</h3>
    <table class="settings"><tbody>
    {{#software}}
    <tr><td>{{name}}</td><td>{{value}}</td></tr>
    {{/software}}
    </tbody></table>
    {{/hasSoftware}}
    </section>

    """

  private static let truth = """
    {{#truth}}
    <section data-from="report.json#/truth">
    <h2>Measured beside true</h2>
    <p>{{truthWords}}</p>
    <table>
    <thead><tr><th>What</th><th>Measured</th><th>True</th><th>The truth is</th></tr></thead>
    <tbody>
    {{#truthRows}}
    <tr{{#isMissed}} class="missed"{{/isMissed}}><td>{{truthWhat}}</td><td>{{truthMeasured}}</td><td>{{truthTrue}}</td>\
    <td>{{truthVerdict}}</td></tr>
    {{/truthRows}}
    </tbody>
    </table>
    </section>
    {{/truth}}

    """

  private static let credits = """
    <section data-from="report.json#/credits">
    <h2>Credits and use</h2>
    {{#hasCredits}}
    <ul>
    {{#credits}}
    <li>{{.}}</li>
    {{/credits}}
    </ul>
    {{/hasCredits}}
    <p>Telltale observes places; it never identifies persons.</p>
    </section>
    <footer class="note" data-from="report.json#/summary">Case {{caseName}} · {{created}} · The same numbers, unrounded, stand under the features' ids in
    features.geojson, beside this file.{{#root}}<br>Ledger root {{{root}}}: <code>telltale verify BUNDLE --root ROOT</code> tells
    whether this page and its record are what was published.{{/root}}</footer>
    {{{quotable}}}
    {{/page}}
    </main>
    </body>
    </html>

    """

  private static let cards = """
    {{#hasCards}}
    <section>
    <h2>Feature by feature</h2>
    {{#cards}}
    <article class="card" id="feature-{{cardMark}}" data-from="report.json#/features/{{cardMark}} report.json#/level">
    <h3><span class="mark">{{cardMark}}</span><span>{{cardTitle}}</span></h3>
    <p>{{cardSentence}}</p>
    {{#hasChips}}
    <div class="pair">
    {{#chips}}
    <figure>{{{chipFigure}}}<figcaption><b>{{chipSide}}</b> · {{chipCaption}}<br>\
    <span class="mono">{{chipScene}}</span></figcaption></figure>
    {{/chips}}
    </div>
    {{/hasChips}}
    {{#missingChips}}<p class="note">{{.}}</p>{{/missingChips}}
    {{#pairWords}}<p class="note">{{.}}</p>{{/pairWords}}
    {{#strip}}<figure class="strip" data-from="report.json#/features/{{cardMark}} report.json#/summary">{{{strip}}}</figure>{{/strip}}
    <dl>
    <dt>Kind</dt><dd>{{kindWords}}</dd>
    <dt>Evidence</dt><dd>{{evidenceWords}}</dd>
    {{#sizeWords}}<dt>Size</dt><dd>{{.}}</dd>{{/sizeWords}}
    {{#lifeWords}}<dt>Life</dt><dd>{{.}}</dd>{{/lifeWords}}
    {{#unseenWords}}<dt>Not seen</dt><dd>{{.}}</dd>{{/unseenWords}}
    {{#markWords}}<dt>Reviewer</dt><dd>{{.}}</dd>{{/markWords}}
    <dt>Id</dt><dd class="mono">{{cardID}}</dd>
    </dl>
    </article>
    {{/cards}}
    {{#hasRest}}
    <h3>The other features</h3>
    <table class="small">
    <thead><tr><th>No.</th><th>What</th><th>Between</th><th>Area</th><th>Review</th><th>Id</th></tr></thead>
    <tbody>
    {{#rest}}
    <tr id="feature-{{rowMark}}" data-from="report.json#/features/{{rowMark}}"><td>{{rowMark}}</td><td>{{rowWhat}}</td><td>{{rowDates}}</td><td>{{rowArea}}</td>\
    <td>{{rowReview}}</td><td class="mono">{{rowID}}</td></tr>
    {{/rest}}
    </tbody>
    </table>
    {{/hasRest}}
    </section>
    {{/hasCards}}
    {{#findings}}{{#hasRejected}}
    <section>
    <h2>Rejected by a reviewer</h2>
    <p class="note">The program proposed these; a person looked and said no. They are no findings.</p>
    <ol class="findings">
    {{#rejected}}
    <li id="feature-{{mark}}">\(line)</li>
    {{/rejected}}
    </ol>
    </section>
    {{/hasRejected}}{{/findings}}

    """
}
