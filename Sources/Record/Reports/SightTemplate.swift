/// The page's section on what could be seen, and what is therefore absent.
enum SightTemplate {
  static let text = """
    {{#sight}}
    <section id="seen">
    <h2>What could be seen</h2>
    {{#sightItems}}
    <div class="series" data-from="observability.json#/zones/{{sightIndex}} observability.json#/building report.json#/summary">
    <h3>{{sightTitle}}</h3>
    <p><b>{{sightStatement}}</b></p>
    {{#sightFigure}}<figure>{{{sightFigure}}}
    <figcaption>{{sightCaption}}</figcaption></figure>{{/sightFigure}}
    {{#sightWords}}
    <p class="note">{{.}}</p>
    {{/sightWords}}
    </div>
    {{/sightItems}}
    </section>
    {{/sight}}

    """
}
