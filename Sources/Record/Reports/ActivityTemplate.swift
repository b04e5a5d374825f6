/// The page's section on lines, zones and pace.
enum ActivityTemplate {
  static let text = """
    {{#activity}}
    <section id="activity">
    <h2>Activity</h2>
    {{#activityItems}}
    <div class="series">
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
    <p>{{.}}</p>
    {{/paceItems}}
    {{/hasPace}}
    {{#hasTotals}}
    <h3>Together</h3>
    {{#totalItems}}
    <p>{{.}}</p>
    {{/totalItems}}
    {{/hasTotals}}
    </section>
    {{/activity}}

    """
}
