"""Japanese: each English phrase of the program with its translation."""

PHRASES = {
    # tables: forward, backward
    "node": "ノード",
    "value": "値",
    # tables: check, gradcheck
    # tables: layers, problems
    # draw and its page
    # explain
    # quiz
    # mark, and its reasons
    "the sign is wrong": "符号が逆",
    "transposed": "転置されている",
    "the local gradient alone, without the upstream": "上流の値を掛けていない局所的な微分",
    "the local gradient alone, without the upstream of {nodes}": "局所的な微分だけ：{nodes}の上流の値を掛けていない",
    "the mask alone, without the upstream": "上流の値を掛けていないマスク",
    "the mask of {nodes} alone, without the upstream": "上流の値を掛けていない{nodes}のマスク",
    "the inputs of a product swapped": "積の二つの入力が逆",
    "the inputs of {node} swapped: multiplied by {name}, not {other}": "{node}の二つの入力が逆：{other}ではなく{name}を掛けている",
    "one path of several alone": "複数ある経路のうち一つだけ",
    "one path of {count} alone, by way of {nodes}": "{count}本の経路のうち、{nodes}を通る一本だけ",
    "one path of several left out": "複数ある経路のうち一つが抜けている",
    "one path of {count} left out, by way of {nodes}": "{count}本の経路のうち、{nodes}を通る一本が抜けている",
    "not summed over the batch": "バッチについて合計していない",
    "not summed over what it was repeated for": "ブロードキャストされた分を合計していない",
    "the mean over the batch, not the sum": "バッチの合計ではなく平均",
    "the mean over what it was repeated for, not the sum": "ブロードキャストされた分の合計ではなく平均",
    "right from a wrong number further up": "先に間違えた値から正しく計算している",
    "right from a wrong number further up: {name}": "先に間違えた値から正しく計算している：{name}",
    # the sentence to keep of each layer
}
