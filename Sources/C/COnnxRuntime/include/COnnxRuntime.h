#ifndef TELLTALE_CONNXRUNTIME_H
#define TELLTALE_CONNXRUNTIME_H

#include <stddef.h>
#include <stdint.h>

// One model at work in ONNX Runtime, which is loaded at run time from a file that the caller names; nothing is linked and
// no header of it is needed. One thread at a time. What fails says so in `message`, cut to `length` bytes with its zero.

/// The runtime, and the model that it holds. Never freed: it ends with the process that it has to itself.
typedef struct TelltaleOnnx TelltaleOnnx;

enum { TELLTALE_ONNX_RANK = 8 };

/// Shape and type of a tensor: a dimension that the model leaves open is -1; `is_float` is 1 for 32-bit floats.
typedef struct {
    int64_t dimensions[TELLTALE_ONNX_RANK];
    size_t rank;
    int is_float;
} TelltaleOnnxShape;

/// The runtime in the shared library `path`; NULL where it cannot be loaded, lacks the entry point, or is too old.
TelltaleOnnx *telltale_onnx_load(const char *path, char *message, size_t length);

/// The version that the library says it is, such as "1.23.2".
const char *telltale_onnx_version(const TelltaleOnnx *onnx);

/// Takes the model in, on one thread and without an arena of memory: 1, or 0 with a message. Once per runtime.
int telltale_onnx_open(TelltaleOnnx *onnx, const void *model, size_t size, char *message, size_t length);

/// Numbers of inputs and outputs, and the shapes of the first of each: 1, or 0 with a message.
int telltale_onnx_describe(
    TelltaleOnnx *onnx, size_t *inputs, size_t *outputs, TelltaleOnnxShape *input, TelltaleOnnxShape *output,
    char *message, size_t length);

/// A text that the model carries under `key`; NULL where it has none. It stays until the process ends.
const char *telltale_onnx_metadata(TelltaleOnnx *onnx, const char *key);

/// Runs the model on `count` floats of shape `dimensions`; the first output and its shape, valid until the next run:
/// 1, or 0 with a message. An output that holds no numbers gives no pointer.
int telltale_onnx_run(
    TelltaleOnnx *onnx, float *values, size_t count, const int64_t *dimensions, size_t rank, const float **output,
    size_t *output_count, TelltaleOnnxShape *shape, char *message, size_t length);

#endif
