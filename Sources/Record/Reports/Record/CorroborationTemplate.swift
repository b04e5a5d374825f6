/// The page's section on what each finding rests on.
enum CorroborationTemplate {
  static let text = """
    {{#corroboration}}
    <section id="corroboration">
    <h2>What supports each finding</h2>
    <p class="note">Many pictures or articles may be one witness. What goes back to one scene, tip, author or text
    counts as one line, whichever side it is on.</p>
    <ul class="legend">
    {{#tieLegend}}
    <li>{{{tieSwatch}}}{{tieWords}}</li>
    {{/tieLegend}}
    </ul>
    {{#corroborationItems}}
    <div class="series apiece" id="corroboration-{{corroboratedID}}"\
     data-from="report.json#/record/corroborations/{{corroboratedID}} report.json#/record/findings/{{corroboratedID}} report.json#/record/sources">
    <p class="finding wide"><span class="mark">{{corroboratedID}}</span><span><b>{{corroboratedClaim}}</b>
    <span class="review{{#isCorroboratedSettled}} done{{/isCorroboratedSettled}}">{{corroboratedStatus}}</span>\
    </span></p>
    <p class="lead">{{corroboratedHeadline}}</p>
    {{#corroboratedFigure}}<figure>{{{corroboratedFigure}}}</figure>{{/corroboratedFigure}}
    <dl class="sides">
    {{#corroboratedSides}}
    <dt>{{corroboratedSide}}</dt><dd>{{#corroboratedLines}}<span class="row">{{.}}</span>{{/corroboratedLines}}</dd>
    {{/corroboratedSides}}
    </dl>
    {{#corroboratedWords}}<p class="note">{{.}}</p>
    {{/corroboratedWords}}
    </div>
    {{/corroborationItems}}
    {{#corroborationRest}}<p class="note">{{.}}</p>{{/corroborationRest}}
    </section>
    {{/corroboration}}

    """
}
