// What Swift cannot import from GDAL: macros and variadics. Nothing else belongs here.
#ifndef TELLTALE_CGDAL_SHIM_H
#define TELLTALE_CGDAL_SHIM_H

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#endif
