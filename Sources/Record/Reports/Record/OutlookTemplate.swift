/// The page's sections on forecasts, capacity and the agreement of analysts.
enum OutlookTemplate {
  static let text = "{{#outlook}}\n" + capacities + forecasts + agreements + "{{/outlook}}\n"

  private static let capacities = """
    {{#hasCapacities}}
    <section id="capacity" data-from="report.json#/record/capacity">
    <h2>What could be made there</h2>
    <p class="note">Ranges that follow from a floor area and from what named people assume of it. They say what could
    be made, not what is made; no number within a range is likelier than another.</p>
    {{#capacities}}
    <div class="series apiece">
    <h3>{{capacityProduct}}</h3>
    <p>{{capacityWords}}</p>
    <p class="note">{{capacityOrigin}} <span class="review{{#isCapacitySettled}} done{{/isCapacitySettled}}">\
    {{capacityReview}}</span></p>
    </div>
    {{/capacities}}
    </section>
    {{/hasCapacities}}

    """

  private static let forecasts = """
    {{#forecast}}
    <section id="forecasts" data-from="report.json#/record/forecasts">
    <h2>Forecasts</h2>
    <p class="note">Statements of named people on what will be known by a date, with the probability that they gave.
    They are no observations.</p>
    <div class="scroll"><table class="small">
    <thead><tr><th>No.</th><th>By its date it is so that</th><th class="right">Probability</th><th>Date</th><th>By</th>\
    <th>What came of it</th></tr></thead>
    <tbody>
    {{#forecastRows}}
    <tr><td class="keep">{{forecastID}}</td><td class="words">{{forecastStatement}}</td>\
    <td class="right keep">{{forecastProbability}}</td>\
    <td class="keep">{{forecastDue}}</td><td>{{forecastWords}}</td>\
    <td>{{#isForecastKnown}}{{forecastOutcome}}{{/isForecastKnown}}{{^isForecastKnown}}<span class="review">\
    {{forecastOutcome}}</span>{{/isForecastKnown}}</td></tr>
    {{/forecastRows}}
    </tbody>
    </table></div>
    {{#forecastRest}}<p class="note">{{.}}</p>{{/forecastRest}}
    <p class="lead">{{forecastScore}}</p>
    {{#forecastParts}}<p class="note">{{.}}</p>{{/forecastParts}}
    {{#hasForecastBins}}
    <table class="small">
    <thead><tr><th>Probability given</th><th class="right">Forecasts</th><th class="right">Mean</th>\
    <th>Share that happened</th></tr></thead>
    <tbody>
    {{#forecastBins}}
    <tr><td>{{binRange}}</td><td class="right">{{binCount}}</td><td class="right">{{binMean}}</td><td>{{binShare}}\
    </td></tr>
    {{/forecastBins}}
    </tbody>
    </table>
    {{/hasForecastBins}}
    </section>
    {{/forecast}}

    """

  private static let agreements = """
    {{#hasAgreements}}
    <section id="agreement" data-from="report.json#/record/agreement">
    <h2>Two analysts' agreement</h2>
    {{#agreements}}
    <div class="series apiece">
    <h3>{{agreementTitle}}</h3>
    {{#agreementSentences}}<p>{{.}}</p>
    {{/agreementSentences}}
    {{#hasAgreedRows}}
    <div class="scroll"><table class="small">
    <thead><tr><th>Thing</th><th class="right">Ground shared</th><th class="right">{{agreedFirstName}}</th>\
    <th class="right">{{agreedSecondName}}</th></tr></thead>
    <tbody>
    {{#agreedRows}}
    <tr><td>{{agreedThing}}</td><td class="right">{{agreedShare}}</td><td class="right">{{agreedFirst}}</td>\
    <td class="right">{{agreedSecond}}</td></tr>
    {{/agreedRows}}
    </tbody>
    </table></div>
    {{#agreedRest}}<p class="note">{{.}}</p>{{/agreedRest}}
    {{/hasAgreedRows}}
    {{#agreementEffects}}
    <p><b>{{effectThing}}</b> {{effectWords}} <span class="review{{#isEffectSettled}} done{{/isEffectSettled}}">\
    {{effectReview}}</span></p>
    {{/agreementEffects}}
    <p class="note">Ground shared: what both outlines cover, over what either covers (intersection over union). Kappa:
    agreement in labels over what chance alone would bring; 1 is full, 0 is none.</p>
    </div>
    {{/agreements}}
    </section>
    {{/hasAgreements}}

    """
}
