#ifndef TELLTALE_CPROJ_SHIM_H
#define TELLTALE_CPROJ_SHIM_H

#include <geodesic.h>
#include <proj.h>

#endif
