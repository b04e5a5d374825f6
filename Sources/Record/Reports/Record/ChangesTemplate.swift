/// The page's section on what changed since the last report; a first report has none.
enum ChangesTemplate {
  static let text = """
    {{#reportChanges}}
    <section id="changes" data-from="report.json#/record/changes report.json#/record/findings report.json#/features">
    <h2>{{changesTitle}}</h2>
    <p class="lead">{{changesSummary}}</p>
    {{#changesGroups}}
    <h4>{{changesHeading}}</h4>
    {{#changesNote}}<p class="note">{{.}}</p>{{/changesNote}}
    <ol class="findings record">
    {{#changesItems}}
    <li><p class="finding"><span>{{#changesLink}}<a class="mark" href="#feature-{{.}}">{{.}}</a>{{/changesLink}}\
    {{#changesMark}}<span class="mark">{{.}}</span>{{/changesMark}}</span><span><b>{{changesHead}}</b>
    {{#changesDetails}}{{.}}
    {{/changesDetails}}<span class="review{{#isChangeSettled}} done{{/isChangeSettled}}">{{changesReview}}</span>\
    </span></p></li>
    {{/changesItems}}
    </ol>
    {{#changesRest}}<p class="note">{{.}}</p>{{/changesRest}}
    {{/changesGroups}}
    </section>
    {{/reportChanges}}

    """
}
