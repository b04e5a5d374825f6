#ifndef TELLTALE_ONNX_TABLE_H
#define TELLTALE_ONNX_TABLE_H

#include <stddef.h>
#include <stdint.h>

// The part of ONNX Runtime's table of functions that is used here, by position. The table only ever grows at its end:
// positions 0 to 118 are those of version 2 of the API and stand fast. Arguments are as its documentation gives them; all
// handles are opaque.

typedef struct OnnxStatus OnnxStatus;
typedef struct OnnxHandle OnnxHandle;

enum { ONNX_API_VERSION = 11, ONNX_FLOAT = 1, ONNX_DEVICE_ALLOCATOR = 0, ONNX_DEFAULT_MEMORY = 0, ONNX_LOG_FATAL = 4 };

typedef struct {
    void *to_1[2];
    const char *(*error_message)(const OnnxStatus *);
    OnnxStatus *(*create_environment)(int level, const char *name, OnnxHandle **);
    void *to_7[4];
    OnnxStatus *(*create_session)(const OnnxHandle *environment, const void *, size_t, const OnnxHandle *options, OnnxHandle **);
    OnnxStatus *(*run)(
        OnnxHandle *session, const OnnxHandle *options, const char *const *input_names, const OnnxHandle *const *inputs,
        size_t, const char *const *output_names, size_t, OnnxHandle **outputs);
    OnnxStatus *(*create_options)(OnnxHandle **);
    void *to_18[8];
    OnnxStatus *(*disable_arena)(OnnxHandle *options);
    void *to_23[4];
    OnnxStatus *(*set_threads_inside)(OnnxHandle *options, int);
    OnnxStatus *(*set_threads_between)(OnnxHandle *options, int);
    void *to_29[4];
    OnnxStatus *(*input_count)(const OnnxHandle *session, size_t *);
    OnnxStatus *(*output_count)(const OnnxHandle *session, size_t *);
    void *to_32[1];
    OnnxStatus *(*input_type)(const OnnxHandle *session, size_t, OnnxHandle **);
    OnnxStatus *(*output_type)(const OnnxHandle *session, size_t, OnnxHandle **);
    void *to_35[1];
    OnnxStatus *(*input_name)(const OnnxHandle *session, size_t, OnnxHandle *allocator, char **);
    OnnxStatus *(*output_name)(const OnnxHandle *session, size_t, OnnxHandle *allocator, char **);
    void *to_48[11];
    OnnxStatus *(*create_tensor)(
        const OnnxHandle *memory, void *, size_t bytes, const int64_t *, size_t rank, int type, OnnxHandle **);
    OnnxStatus *(*is_tensor)(const OnnxHandle *value, int *);
    OnnxStatus *(*tensor_data)(OnnxHandle *value, void **);
    void *to_54[3];
    OnnxStatus *(*as_tensor_type)(const OnnxHandle *type, const OnnxHandle **);
    void *to_59[4];
    OnnxStatus *(*element_type)(const OnnxHandle *shape, int *);
    OnnxStatus *(*rank)(const OnnxHandle *shape, size_t *);
    OnnxStatus *(*dimensions)(const OnnxHandle *shape, int64_t *, size_t);
    void *to_64[2];
    OnnxStatus *(*value_shape)(const OnnxHandle *value, OnnxHandle **);
    void *to_68[3];
    OnnxStatus *(*create_memory)(int allocator, int type, OnnxHandle **);
    void *to_77[8];
    OnnxStatus *(*default_allocator)(OnnxHandle **);
    void *to_92[14];
    void (*release_status)(OnnxStatus *);
    void *to_95[2];
    void (*release_value)(OnnxHandle *);
    void *to_97[1];
    void (*release_type)(OnnxHandle *);
    void (*release_shape)(OnnxHandle *);
    void *to_110[11];
    OnnxStatus *(*model_metadata)(const OnnxHandle *session, OnnxHandle **);
    void *to_115[4];
    OnnxStatus *(*metadata_text)(const OnnxHandle *metadata, OnnxHandle *allocator, const char *key, char **);
    void *to_117[1];
    void (*release_metadata)(OnnxHandle *);
} OnnxTable;

#define STANDS_AT(member, position) \
    _Static_assert(offsetof(OnnxTable, member) == (position) * sizeof(void *), #member " has moved")

STANDS_AT(error_message, 2);
STANDS_AT(create_session, 8);
STANDS_AT(run, 9);
STANDS_AT(disable_arena, 19);
STANDS_AT(set_threads_inside, 24);
STANDS_AT(input_count, 30);
STANDS_AT(input_type, 33);
STANDS_AT(input_name, 36);
STANDS_AT(create_tensor, 49);
STANDS_AT(tensor_data, 51);
STANDS_AT(as_tensor_type, 55);
STANDS_AT(element_type, 60);
STANDS_AT(value_shape, 65);
STANDS_AT(create_memory, 69);
STANDS_AT(default_allocator, 78);
STANDS_AT(release_status, 93);
STANDS_AT(release_value, 96);
STANDS_AT(release_type, 98);
STANDS_AT(release_shape, 99);
STANDS_AT(model_metadata, 111);
STANDS_AT(metadata_text, 116);
STANDS_AT(release_metadata, 118);

typedef struct {
    const OnnxTable *(*table)(uint32_t version);
    const char *(*version)(void);
} OnnxBase;

#endif
