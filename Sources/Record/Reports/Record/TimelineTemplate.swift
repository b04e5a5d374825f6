/// The page's section on related sites.
enum TimelineTemplate {
  static let text = """
    {{#timeline}}
    <section id="timeline" data-from="report.json#/record/timeline">
    <h2>Related sites on one timeline</h2>
    {{#timelineFigure}}<figure class="spaced">{{{timelineFigure}}}
    <figcaption>Each bar runs from the last date without to the first date with: it happened somewhere in it. Dashes:
    that
    side is open. Dotted: related sites, whose beginnings are compared below.</figcaption></figure>{{/timelineFigure}}
    {{#timelineLags}}
    <p class="lead">{{lagWords}} <span class="review{{#isLagSettled}} done{{/isLagSettled}}">{{lagReview}}</span></p>
    {{/timelineLags}}
    {{#hasNoLag}}<p class="note">No two related sites have beginnings whose dates could be compared.</p>{{/hasNoLag}}
    <div class="scroll"><table class="small">
    <thead><tr><th>What</th><th>When</th><th>Dates</th></tr></thead>
    <tbody>
    {{#timelineRows}}
    <tr><td>{{siteEvent}}</td><td>{{siteEventBetween}}</td>\
    <td><span class="review{{#isSiteEventSettled}} done{{/isSiteEventSettled}}">{{siteEventReview}}</span></td></tr>
    {{/timelineRows}}
    </tbody>
    </table></div>
    </section>
    {{/timeline}}

    """
}
