/// The page's section on what persons claim.
enum RecordTemplate {
  private static let item = """
    <li id="finding-{{recordID}}" data-from="report.json#/record/findings/{{recordID}}"><p class="finding"><span class="mark">{{recordID}}</span><span><b>{{claimWords}}</b>
    <span class="review{{#isSettled}} done{{/isSettled}}">{{statusWords}}</span></span></p>
    {{#judgementWords}}<p class="judged">{{.}}</p>{{/judgementWords}}
    {{#supportWords}}<p class="note judged">{{.}}</p>{{/supportWords}}</li>
    """

  static let text =
    ChangesTemplate.text + findings + CorroborationTemplate.text + TimelineTemplate.text + assessments
    + OutlookTemplate.text + sources

  private static let findings = """
    {{#record}}
    <section id="findings">
    <h2>Findings</h2>
    {{#hasRecordItems}}
    <p class="note">Claims of named people, each tied to what speaks for and against it. Sentences are made from the claim's
    parts, so quote them whole: a ratio without its base or its interval says something else.</p>
    <ol class="findings record">
    {{#recordItems}}
    \(item)
    {{/recordItems}}
    </ol>
    {{/hasRecordItems}}
    {{#hasFallenItems}}
    <h4>Withdrawn or superseded: do not quote</h4>
    <ol class="findings record">
    {{#fallenItems}}
    \(item)
    {{/fallenItems}}
    </ol>
    {{/hasFallenItems}}
    </section>
    {{/record}}

    """

  private static let assessments = """
    {{#hasAssessed}}
    <section id="assessments">
    <h2>What it may mean</h2>
    <p class="note">Judgements of named people on hypotheses, apart from what was observed. The weights are theirs, and another
    analyst may set others.</p>
    {{#assessed}}
    <div class="series" data-from="report.json#/record/assessments/{{assessedID}}">
    <h3>{{assessedTitle}}</h3>
    {{#assessedSentences}}<p>{{.}}</p>
    {{/assessedSentences}}
    <div class="scroll"><table class="small">
    <thead><tr><th>Finding</th>{{#assessedColumns}}<th>{{.}}</th>{{/assessedColumns}}<th>Tells apart</th></tr></thead>
    <tbody>
    {{#assessedRows}}
    <tr><td>{{assessedFinding}}</td>{{#assessedFits}}<td>{{.}}</td>{{/assessedFits}}<td>{{assessedApart}}</td></tr>
    {{/assessedRows}}
    </tbody>
    </table></div>
    <p class="note">+ fits, − speaks against, 0 neither, × impossible; the last column is the largest weight over the smallest.</p>
    {{#assessedRemarks}}<p class="note">{{.}}</p>
    {{/assessedRemarks}}
    </div>
    {{/assessed}}
    </section>
    {{/hasAssessed}}

    """

  private static let sources = """
    {{#hasSourceItems}}
    <section id="sources">
    <h2>Sources</h2>
    <ol class="findings record">
    {{#sourceItems}}
    <li id="source-{{sourceID}}" data-from="report.json#/record/sources/{{sourceID}}"><p class="finding"><span class="mark">{{sourceID}}</span><span><b>{{sourceTitle}}</b> {{sourceWords}}</span></p>
    {{#sourceQuotes}}<p class="judged">{{.}}</p>{{/sourceQuotes}}
    <p class="mono judged">sha256 {{sourceHash}}</p></li>
    {{/sourceItems}}
    </ol>
    </section>
    {{/hasSourceItems}}

    """
}
