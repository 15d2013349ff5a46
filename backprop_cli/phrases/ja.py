"""Japanese: each English phrase of the program with its translation."""

PHRASES = {
    # tables: forward, backward
    "node": "ノード",
    "value": "値",
    # tables: check, gradcheck
    # tables: layers, problems
    # draw and its page
    # explain
    "local gradient": "局所的な微分",
    "way": "経路",
    "product": "積",
    "given upstream": "与えられた上流",
    "shapes": "形状",
    "what comes back": "戻ってくる値",
    "what its readers send back": "この値を読むノードが送り返す値",
    "(first input)": "(1番目の入力)",
    "(second input)": "(2番目の入力)",
    "(third input)": "(3番目の入力)",
    "(input {number})": "({number}番目の入力)",
    "({layer}: --expand opens it)": "({layer}: --expand で展開できる)",
    "about 10^{power}": "約10^{power}",
    "{count} more nodes (--full)": "ほかにノードが{count}個 (--full)",
    "{names}: no way leads to {output}, so the gradient is 0": "{names}: {output} まで続く道がないので勾配は 0",
    "{names}: no gradient, for only comparisons, conditions or labels lead to {output}": (
        "{names}: {output} へは比較・条件・ラベルを通してしか続かないので勾配はない"
    ),
    "{gradient}, where the backward pass begins": "{gradient}: 逆伝播はここから始まる",
    "{name} reaches {output} in one way: {way}": "{name}から{output}への経路は1つ: {way}",
    "{name} reaches {output} in {count} ways": "{name}から{output}への経路の数: {count}",
    "{name} reaches {output} in {count} ways: too many to list": (
        "{name}から{output}への経路の数: {count}(多すぎて書き並べられない)"
    ),
    "Along a way the local gradients are multiplied; what the ways bring is added.": (
        "1つの経路では局所的な微分を掛け合わせ、経路ごとの値を足し合わせる。"
    ),
    "Right to left, what comes back to each node:": "右から左へ、各ノードに戻ってくる値:",
    "Right to left, what comes back to a node is the sum over its readings:": (
        "右から左へ。ノードに戻ってくる値は、それを読むところごとに送り返される値の和である:"
    ),
    "These are arrays: right to left, what comes back to each; dout is what came back to the node itself.": (
        "値は配列である。右から左へ、それぞれに戻ってくる値を示す。doutはそのノード自身に戻ってきた値。"
    ),
    "What comes back to one from several is added.": "1つの値に複数のところから戻ってきたものは足し合わせる。",
    "{node}, so {gradient}": "{node} なので {gradient}",
    "This gradient is not finite: there is no step to work out again.": (
        "この勾配は有限の数ではないので、少し動かして計算し直すことはできない。"
    ),
    "This gradient has lost its digits to rounding, at {node}: do not trust the number.": (
        "この勾配は丸め誤差で有効数字を失っている(ノード: {node})。この数を信用しないこと。"
    ),
    "If {name} rises by {by}, {output} rises by about {change} ({product})": (
        "{name}が{by}増えると、{output}は約{change}増える({product})"
    ),
    "If {name} rises by {by}, {output} falls by about {change} ({product})": (
        "{name}が{by}増えると、{output}は約{change}減る({product})"
    ),
    "If {name} rises by {by}, {output} does not change at first order": "{name}が{by}増えても、{output}は1次近似では変わらない",
    "; worked out again, it goes from {before} to {after}.": "。計算し直すと、{before}から{after}に変わる。",
    "the sum of {product}": "{product}の和",
    "from {node}": "{node} から",
    "{entry} is read by {node}:": "{entry} を読むノード: {node}",
    "{entry} is read by {node}. Its rule for {name} is {rule}:": (
        "{entry} を読むノード: {node}。{name}に対する逆伝播の規則: {rule}"
    ),
    "{entry} is read by {node}, where {what}:": "{entry} を読むノード: {node}。ここで{what}:",
    "{entry} is read by {node}. Its rule for {name} is {rule}, where {what}:": (
        "{entry} を読むノード: {node}。{name}に対する逆伝播の規則: {rule}。ここで{what}:"
    ),
    "{dout} is the given upstream": "{dout} は与えられた上流",
    "{dout} is 1 everywhere": "{dout} はすべての要素が1",
    "no rule is known": "規則はわからない",
    "… {count} more …": "… ほかに{count}個 …",
    "One entry of it, as a sum: {command}": "要素1つを和で見るには: {command}",
    "Where {dout} comes from: {command}": "{dout} がどこから来るか: {command}",
    # quiz
    # mark, and its reasons
    # the sentence to keep of each layer
}
