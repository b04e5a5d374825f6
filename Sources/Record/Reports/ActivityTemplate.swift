/// The page's section on lines, zones and pace.
enum ActivityTemplate {
  static let text = """
    {{#activity}}
    <section id="activity">
    <h2>Activity</h2>
    {{#activityItems}}
    <div class="series" data-from="activity.json#/{{activityPlace}} report.json#/summary">
    <h3>{{activityTitle}}</h3>
    {{#activityFigure}}<figure>{{{activityFigure}}}</figure>{{/activityFigure}}
    {{#activityWords}}
    <p class="note">{{.}}</p>
    {{/activityWords}}
    </div>
    {{/activityItems}}
    {{#hasPace}}
    <h3>Pace</h3>
    {{#paceItems}}
    <p data-from="activity.json#/pace">{{.}}</p>
    {{/paceItems}}
    {{/hasPace}}
    {{#hasTotals}}
    <h3>Together</h3>
    {{#totalItems}}
    <p data-from="activity.json#/totals">{{.}}</p>
    {{/totalItems}}
    {{/hasTotals}}
    </section>
    {{/activity}}

    """
}
