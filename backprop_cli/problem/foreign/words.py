"""The names whose meaning no expression of ours has, each answered in words; and the words of our own printed rules.

A name that the shelf gains leaves this table: a test says which.
"""

A_GROUP = "there is no such layer; write out what it computes, or define it under layers: as `name: {inputs: [x], forward: …}`"

# Names → what to do instead.
WORDS: tuple[tuple[str, str], ...] = (
    (
        "inv pinv matrix_inverse inverse solve lstsq minverse",
        "no matrix is inverted here: compute it outside, and write the inverse under constants:",
    ),
    (
        "det slogdet mdeterm",
        "there is no determinant; of two rows write A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]",
    ),
    (
        "trace tr",
        "there is no trace; add the entries: A[0, 0] + A[1, 1], or sum(A * I) with an identity matrix under constants:",
    ),
    (
        "eig eigh eigvals svd qr cholesky lu matrix_rank rank expm logm sqrtm chol schur orth null",
        A_GROUP,
    ),
    (
        "einsum tensordot kron",
        "there is no such layer; most sums of products are A @ B, with transpose and reshape before it",
    ),
    (
        "cross",
        "there is no cross product; write its entries, a[1] * b[2] - a[2] * b[1], and join them",
    ),
    (
        "cumprod",
        "there is no such layer; prod(x) multiplies all entries, and prod(x[:2]) the first of them",
    ),
    (
        "cumsum",
        "there is no such layer; x @ U, with ones on and above the diagonal of U under constants:, is the same",
    ),
    (
        "sort argsort argmax argmin topk unique searchsorted median percentile quantile mode nonzero bincount histogram",
        "there is no such layer: a choice by order is not made here; max(x, axis=0) and min(x, axis=0) there are",
    ),
    (
        "gather take_along_axis gather_nd scatter_add",
        "take(x, i, axis=0) takes rows by the whole numbers of i, and pick(x, t) one entry a row; i and t stand under constants:",
    ),
    (
        "one_hot to_categorical identity_matrix",
        "write the one-hot rows under constants:, as in t: [[0, 1, 0], [1, 0, 0]]",
    ),
    (
        "no_grad",
        "there is no such layer: every value passes its gradient on; what gets none stands under constants:",
    ),
    (
        "fmod atan2 arctan2 sinc gamma lgamma digamma gammaln erfinv beta factorial comb",
        A_GROUP,
    ),
    (
        "len count length",
        "write size(x) for the number of entries, size(x, axis=0) for that of rows",
    ),
    (
        "shape",
        "a shape is no value: size(x, axis=0) is one number of it",
    ),
    (
        "row_stack dstack column_stack vstack",
        "stack(a, b, axis=0) lays arrays side by side along a new axis, concat joins them along one that is there",
    ),
    (
        "split chunk array_split unstack",
        "there is no such layer; slices take the parts: x[:2] and x[2:]",
    ),
    (
        "squeeze unsqueeze expand_dims newaxis view_as atleast_1d atleast_2d",
        "there is no such layer: its shape is written out, as in reshape(x, shape=(2, 1))",
    ),
    (
        "swapaxes moveaxis swapdims movedim rollaxis",
        "there is no such layer; transpose(x, axes=(1, 0, 2)) names the order of all axes",
    ),
    (
        "tile repeat broadcast_to broadcast expand_as repeat_interleave",
        (
            "there is no such layer: arrays broadcast by themselves; x + z, with z: {zeros: [3, 2]} under constants:, has "
            "the shape of both"
        ),
    ),
    (
        (
            "tau isin map filter zip bin dir str str_ vars long can_cast ma reglu swiglu geglu glu addr add_n cis isqrt roll rot90 "
            "diag diagonal triu tril meshgrid"
        ),
        A_GROUP,
    ),
    (
        (
            "zeros ones full empty eye zeros_like ones_like full_like linspace arange range logspace rand randn random "
            "normal uniform randint array asarray tensor as_tensor constant matrix mat Variable"
        ),
        "there is no such layer: arrays are values, under variables: or constants:, as in z: {zeros: [3, 2]} or z: [1, 2, 3]",
    ),
    (
        "dropout dropout2d spatial_dropout",
        "there is no such layer, as it is random: write x * mask / 0.5, with the mask of 0 and 1 under constants:",
    ),
    (
        "group_norm instance_norm rms_norm",
        "there is no such layer, but layer_norm and batch_norm; `bpcalc problems layernorm` prints a problem that defines one",
    ),
    (
        "conv1d conv3d convolve correlate conv_transpose2d max_pool1d avg_pool1d adaptive_avg_pool2d pooling",
        "there is no such layer, but conv2d, max_pool2d and avg_pool2d: a row of numbers is an image of the shape (1, 1, N)",
    ),
    (
        "im2col col2im",
        "unfold(x, size=(5, 5), stride=1, padding=0) gives the windows of images as rows; fold(y, x, size=(5, 5)) lays them back",
    ),
    (
        "lstm gru rnn attention scaled_dot_product_attention multihead_attention transformer",
        "there is no such layer; write out one step of it: tanh(x @ W + h @ U + b)",
    ),
    (
        "grad backward derivative gradient jacobian",
        "nothing is differentiated inside an expression: `bpcalc backward` does it, for every name",
    ),
    (
        "ctc_loss triplet_margin_loss margin_ranking_loss kl_div focal_loss cosine_embedding_loss perplexity accuracy",
        A_GROUP,
    ),
    (
        "isnan isinf isfinite nan inf nan_to_num",
        "values are finite here, and what is not is said",
    ),
    (
        "integrate quad limit simplify solve_ivp integral lim sup curl deg",
        "nothing is integrated or solved here",
    ),
    (
        "cov corrcoef correl covariance interp polyfit polyval",
        A_GROUP,
    ),
    (
        "vlookup match hlookup countif sumif averageif",
        A_GROUP,
    ),
    (
        "print println",
        "every value is shown: `bpcalc forward`",
    ),
    (
        "crelu rrelu softshrink hardshrink threshold gumbel_softmax sparsemax maxout log_softmin softmax2d",
        A_GROUP,
    ),
    (
        "sqr",
        "write x ** 2 for the square, sqrt(x) for the root",
    ),
)

# The words of the rules that `bpcalc layers` and `bpcalc backward` print → what they mean there, and what to write.
RULE_WORDS = {
    "expand": (
        "expand(dout, x, axis=0) of a rule repeats dout along the axis that was summed, until it has the shape "
        "of x: arrays broadcast, so that dout + 0 * x is the same; where the last axis was summed, dout[..., None] + 0 * x; "
        "under layers: it can be called"
    ),
    "onehot": (
        "onehot(t, x) of a rule is t as rows of 0 and 1 as long as those of x: write them under constants:, as in "
        "t: {onehot: [1, 0], classes: 3}; under layers: it can be called"
    ),
    "scatter": (
        "scatter(dout, x, index=0) of a rule is 0 in the shape of x, with dout at the index: put zeros round dout with pad; "
        "under layers: it can be called"
    ),
    "like": "like(dout, x) of a rule is dout in the shape of x: reshape(dout, shape=(2, 3)); under layers: it can be called",
    "others": (
        "others(x) of a rule is for each entry of x the product of the other entries: write it out, as in x[1] * x[2]; "
        "under layers: it can be called"
    ),
    "n": "n(x) of a rule is the number of examples in x, 1 where it is one: size(x, axis=0); under layers: it can be called",
    "batch": "batch(x) of a rule is the number of rows of x, 1 where it is one: size(x, axis=0); under layers: it can be called",
    "part": "part of a rule is the place of an input in what concat, stack or pad make: write it, as in dout[:2] or dout[:, 3:]",
    "slope": "slope of a rule is the option of leaky_relu: write its number, 0.01 where none was given",
    "alpha": "alpha of a rule is the option of elu: write its number, 1 where none was given",
    "delta": "delta of a rule is the option of huber: write its number, 1 where none was given",
    "low": "low of a rule is the option of clip: write its number",
    "high": "high of a rule is the option of clip: write its number",
    "axis": ("axis of a rule is the option of the call: write its number, as in axis=0; where it was none, leave it out"),
    "stride": "stride of a rule is the option of the call: write its number, as in stride=2, or leave it out",
    "padding": "padding of a rule is the option of the call: write its number, as in padding=1, or leave it out",
    "eps": "eps of a rule is the option of the call: write its number, 1e-5 where none was given",
    "keepdims": "keepdims of a rule is the option of the call: write True or False, or leave it out",
    "index": "index of a rule is what stands in the brackets of the subscript: write it out, as in dout[0]",
    "axes": "axes of a rule is the option of transpose: write the numbers, as in axes=(1, 0), or leave it out",
    "out": "out of a rule is the value of the layer itself: write the node's own name, or what it computes",
    "dout": ("dout of a rule is the gradient that comes from above, 1 at the output: write it as a variable, or as 1"),
    "zeros": "an array of zeros is a value: z: {zeros: [3, 2]} under constants:",
}
