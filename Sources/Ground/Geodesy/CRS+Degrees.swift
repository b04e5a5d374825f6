import CPROJ

extension CRS {
  /// Whether coordinates are longitude and latitude in degrees, so that 360 more mean the same place.
  ///
  /// False for a definition that PROJ does not know, and for the few geographic systems in another unit.
  package var isInDegrees: Bool {
    guard let context = ProjectionContext(),
      let system = unsafe proj_create(context.handle, definition)
    else { return false }
    defer { unsafe proj_destroy(system) }
    let kind = unsafe proj_get_type(system)
    guard kind == PJ_TYPE_GEOGRAPHIC_2D_CRS || kind == PJ_TYPE_GEOGRAPHIC_3D_CRS,
      let axes = unsafe proj_crs_get_coordinate_system(context.handle, system)
    else { return false }
    defer { unsafe proj_destroy(axes) }
    var radians = 0.0
    let isKnown = unsafe proj_cs_get_axis_info(context.handle, axes, 0, nil, nil, nil, &radians, nil, nil, nil)
    return isKnown != 0 && abs(radians - .pi / 180) < 1e-9
  }
}
