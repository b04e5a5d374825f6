#include "COnnxRuntime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "OnnxTable.h"

struct TelltaleOnnx {
    const OnnxTable *table;
    const char *version;
    OnnxHandle *environment;
    OnnxHandle *options;
    OnnxHandle *memory;
    OnnxHandle *allocator;
    OnnxHandle *session;
    char *input_name;
    char *output_name;
    OnnxHandle *output;
};

static int fail(char *message, size_t length, const char *text) {
    if (length > 0) snprintf(message, length, "%s", text ? text : "no reason was given");
    return 0;
}

/// 1 where `status` says nothing; else its words go to `message`.
static int is_fine(const OnnxTable *table, OnnxStatus *status, char *message, size_t length) {
    if (status == NULL) return 1;
    fail(message, length, table->error_message(status));
    table->release_status(status);
    return 0;
}

#define TRY(call) \
    do { \
        if (!is_fine(onnx->table, onnx->table->call, message, length)) return 0; \
    } while (0)

static int prepare(TelltaleOnnx *onnx, char *message, size_t length) {
    TRY(create_environment(ONNX_LOG_FATAL, "telltale", &onnx->environment));
    TRY(create_options(&onnx->options));
    TRY(disable_arena(onnx->options));
    TRY(set_threads_inside(onnx->options, 1));
    TRY(set_threads_between(onnx->options, 1));
    TRY(create_memory(ONNX_DEVICE_ALLOCATOR, ONNX_DEFAULT_MEMORY, &onnx->memory));
    TRY(default_allocator(&onnx->allocator));
    return 1;
}

TelltaleOnnx *telltale_onnx_load(const char *path, char *message, size_t length) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fail(message, length, dlerror());
        return NULL;
    }
    // POSIX promises that a function's address passes through void *, ISO C does not; so it is copied.
    const OnnxBase *(*entry)(void) = NULL;
    void *symbol = dlsym(library, "OrtGetApiBase");
    memcpy(&entry, &symbol, sizeof entry);
    const OnnxBase *base = entry ? entry() : NULL;
    if (base == NULL) {
        fail(message, length, "it has no OrtGetApiBase");
        return NULL;
    }
    const OnnxTable *table = base->table(ONNX_API_VERSION);
    TelltaleOnnx *onnx = table ? calloc(1, sizeof *onnx) : NULL;
    if (onnx == NULL) {
        if (length > 0)
            snprintf(message, length, "its version is %s, and 1.%d or newer is needed", base->version(), ONNX_API_VERSION);
        return NULL;
    }
    onnx->table = table;
    onnx->version = base->version();
    return prepare(onnx, message, length) ? onnx : NULL;
}

const char *telltale_onnx_version(const TelltaleOnnx *onnx) { return onnx->version; }

int telltale_onnx_open(TelltaleOnnx *onnx, const void *model, size_t size, char *message, size_t length) {
    TRY(create_session(onnx->environment, model, size, onnx->options, &onnx->session));
    return 1;
}

/// The shape behind a tensor's type, or of a value.
static int read_shape(
    const TelltaleOnnx *onnx, const OnnxHandle *source, TelltaleOnnxShape *shape, char *message, size_t length) {
    int type = 0;
    TRY(element_type(source, &type));
    TRY(rank(source, &shape->rank));
    if (shape->rank > TELLTALE_ONNX_RANK) return fail(message, length, "a tensor has more than 8 dimensions");
    TRY(dimensions(source, shape->dimensions, shape->rank));
    shape->is_float = type == ONNX_FLOAT;
    return 1;
}

static int type_shape(
    const TelltaleOnnx *onnx, OnnxHandle *type, TelltaleOnnxShape *shape, char *message, size_t length) {
    const OnnxHandle *tensor = NULL;
    TRY(as_tensor_type(type, &tensor));
    if (tensor == NULL) return fail(message, length, "an input or output is no tensor");
    return read_shape(onnx, tensor, shape, message, length);
}

int telltale_onnx_describe(
    TelltaleOnnx *onnx, size_t *inputs, size_t *outputs, TelltaleOnnxShape *input, TelltaleOnnxShape *output,
    char *message, size_t length) {
    TRY(input_count(onnx->session, inputs));
    TRY(output_count(onnx->session, outputs));
    if (*inputs == 0 || *outputs == 0) return 1;
    OnnxHandle *type = NULL;
    TRY(input_type(onnx->session, 0, &type));
    int is_read = type_shape(onnx, type, input, message, length);
    onnx->table->release_type(type);
    if (!is_read) return 0;
    TRY(output_type(onnx->session, 0, &type));
    is_read = type_shape(onnx, type, output, message, length);
    onnx->table->release_type(type);
    if (!is_read) return 0;
    TRY(input_name(onnx->session, 0, onnx->allocator, &onnx->input_name));
    TRY(output_name(onnx->session, 0, onnx->allocator, &onnx->output_name));
    return 1;
}

const char *telltale_onnx_metadata(TelltaleOnnx *onnx, const char *key) {
    char unheard[1];
    OnnxHandle *metadata = NULL;
    if (!is_fine(onnx->table, onnx->table->model_metadata(onnx->session, &metadata), unheard, 0)) return NULL;
    char *text = NULL;
    is_fine(onnx->table, onnx->table->metadata_text(metadata, onnx->allocator, key, &text), unheard, 0);
    onnx->table->release_metadata(metadata);
    return text;
}

/// How many numbers a shape holds; 0 where they are none, or more than memory could.
static size_t element_count(const TelltaleOnnxShape *shape) {
    size_t count = 1;
    for (size_t axis = 0; axis < shape->rank; axis++) {
        if (shape->dimensions[axis] <= 0) return 0;
        if ((uint64_t)shape->dimensions[axis] > SIZE_MAX / sizeof(float) / count) return 0;
        count *= (size_t)shape->dimensions[axis];
    }
    return count;
}

int telltale_onnx_run(
    TelltaleOnnx *onnx, float *values, size_t count, const int64_t *dimensions, size_t rank, const float **output,
    size_t *output_count, TelltaleOnnxShape *shape, char *message, size_t length) {
    *output = NULL;
    *output_count = 0;
    if (onnx->input_name == NULL || onnx->output_name == NULL)
        return fail(message, length, "the model was not described before its run");
    if (onnx->output != NULL) onnx->table->release_value(onnx->output);
    onnx->output = NULL;
    OnnxHandle *input = NULL;
    TRY(create_tensor(onnx->memory, values, count * sizeof(float), dimensions, rank, ONNX_FLOAT, &input));
    const OnnxHandle *inputs[] = {input};
    const char *input_names[] = {onnx->input_name};
    const char *output_names[] = {onnx->output_name};
    OnnxStatus *status = onnx->table->run(onnx->session, NULL, input_names, inputs, 1, output_names, 1, &onnx->output);
    onnx->table->release_value(input);
    if (!is_fine(onnx->table, status, message, length)) return 0;
    int is_tensor = 0;
    TRY(is_tensor(onnx->output, &is_tensor));
    if (!is_tensor) return fail(message, length, "the output is no tensor");
    OnnxHandle *info = NULL;
    TRY(value_shape(onnx->output, &info));
    int is_read = read_shape(onnx, info, shape, message, length);
    onnx->table->release_shape(info);
    if (!is_read) return 0;
    if (!shape->is_float) return fail(message, length, "the output is not of 32-bit floats");
    *output_count = element_count(shape);
    if (*output_count == 0) return 1;
    void *data = NULL;
    TRY(tensor_data(onnx->output, &data));
    *output = data;
    return 1;
}
