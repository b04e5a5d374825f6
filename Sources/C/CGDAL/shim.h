// What Swift cannot import from GDAL: macros, variadics, and calls that differ between its versions. Nothing else
// belongs here.
#ifndef TELLTALE_CGDAL_SHIM_H
#define TELLTALE_CGDAL_SHIM_H

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_frmts.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

// Since GDAL 3.7 GDALClose returns an error; before, it returned nothing. Either way the message handler hears it.
static inline void telltale_close(GDALDatasetH dataset) { (void)GDALClose(dataset); }

#endif
