import Changes
import Tracking

/// What was found on one stack, before it is brought together with what others show.
struct StackAnalysis {
  let stack: CaseStack
  /// Ids of the scenes that are the stack's own, and not guests from a finer one.
  let own: Set<String>
  /// `nil` where the ground was seen on too few dates.
  let detection: ChangeDetection?
  /// The same of local contrast, within the site.
  let local: ChangeDetection?
  let finder: ThingFinder
  let things: [TrackedThing]
  let assembly: FeatureAssembly
  /// The features of `things` in their order, then standing references.
  let result: FeatureAssembly.Result
}

/// What was found on all stacks of a case.
struct CaseAnalysis {
  /// In the order of `CaseStacks.all`.
  let stacks: [StackAnalysis]
  var result: FeatureAssembly.Result
  /// Of each feature the index of the stack on whose grid it was outlined.
  let homes: [String: Int]
}
