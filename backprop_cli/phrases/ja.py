"""Japanese: each English phrase of the program with its translation."""

PHRASES = {
    # tables: forward, backward
    "node": "ノード",
    "nodes": "ノード",
    "value": "値",
    "variable": "変数",
    "variables": "変数",
    "constant": "定数",
    "constants": "定数",
    "unit": "単位",
    "description": "説明",
    "expression": "式",
    "numbers put in": "数を入れた式",
    "shapes put in": "形状を入れた式",
    "input": "入力",
    "local gradient": "局所的な微分",
    "upstream {times} local = propagated": "上流 {times} 局所的な微分 = 伝播する値",
    "edges": "エッジ",
    "name": "名前",
    "names": "名前",
    "feeds several": "複数のノードへ流れる値",
    "from {node}": "{node} から",
    "from {count} others": "ほかの {count} か所から",
    "sum": "合計",
    "{node}, as {argument}": "{node} の入力 {argument}",
    "none": "なし",
    "{names} and {count} more": "{names} ほか {count} 個",
    "{names}: no way leads to {output}, so the gradient is 0": "{names}: {output} まで続く経路がないので勾配は 0",
    "{names}: no gradient, for only comparisons, conditions or labels lead to {output}": (
        "{names}: {output} へは比較・条件・ラベルを通してしか続かないので勾配はない"
    ),
    "smallest {smallest}, largest {largest}, mean {mean}": "最小 {smallest}、最大 {largest}、平均 {mean}",
    "arrays of more than {count} entries are summed up: --full shows them whole": (
        "要素が {count} 個を超える配列は要約して表示 (--full ですべて表示)"
    ),
    "{count} {what} are left out: --full shows them": "省略した {what} の数: {count} (--full ですべて表示)",
    "dout at {entries}, 0 elsewhere": "{entries} では dout、ほかは 0",
    "summed over axis {axes}": "軸 {axes} で合計",
    "summed over axes {axes}": "軸 {axes} で合計",
    "{call} = {value}: so many examples, the entries of {x} without its last axis": (
        "{call} = {value}: データの個数、最後の軸を除いた {x} の要素数"
    ),
    "{call} = {value}: so many examples, the rows of {x}": "{call} = {value}: データの個数、{x} の行数",
    "{call} = {value}: so many entries": "{call} = {value}: 要素の個数",
    "{call}: a row for each label, 1 at the label and 0 elsewhere": "{call}: ラベルごとに 1 行、ラベルの位置は 1、ほかは 0",
    "in {layer}:": "{layer} の中で:",
    "the slope is a choice": "傾きを自由に決められる点",
    "{node} stands at a kink, where the slope is a convention: {what}": "{node} は折れ点にあり、傾きは約束で決める: {what}",
    "columns {span}": "{span} 列",
    "column {span}": "{span} 列",
    # tables: check, gradcheck
    "pass": "正しい",
    "fail": "誤り",
    "error": "エラー",
    "kink": "折れ点",
    "meant": "意図的",
    "blank": "空欄",
    "unclear": "不明",
    "inconclusive": "判定不能",
    "nonfinite": "非有限",
    "{count} {verdict}": "{verdict} {count} 個",
    "file": "ファイル",
    "verdict": "判定",
    "answers": "答え",
    "of": "種類",
    "forward": "順伝播",
    "gradient": "勾配",
    "you wrote": "書いた答え",
    "it is": "正解",
    "difference": "差",
    "{count} files": "ファイル {count} 個",
    "{count} answers": "答え {count} 個",
    "{count} right": "正解 {count} 個",
    "{count} faults": "エラー {count} 個",
    "{right} of {count} hold": "{count} 個中 {right} 個が正しい",
    "none expected": "答えの記入なし",
    "a value is not finite": "有限でない値がある",
    "the gradient of {answer}": "勾配 {answer}",
    "right to the digits written: --written counts it": "書いた桁までは正しい: --written では正解とする",
    "you wrote {wrote}, it is {right}": "書いた答えは {wrote}、正解は {right}",
    "it has no gradient": "勾配がない",
    "{count} entries, asked are {asked}: is a comma in {written} a decimal sign?": (
        "要素が {count} 個、問題では {asked} 個: {written} のカンマは小数点?"
    ),
    "{given}, asked is {asked}": "{given}、問題では {asked}",
    "shape {shape}": "形状 {shape}",
    "a number": "一つの数",
    "{names} is blank": "{names} が空欄",
    "{names} are blank": "{names} が空欄",
    "and {count} more": "ほか {count} 個",
    "{text}: is that {number}?": "{text}: {number} のこと?",
    "{text}: in {brackets} a comma ends the value": "{text}: {brackets} の中ではカンマで値が終わる",
    "it cannot be read": "読み取れない",
    "every gradient is right": "すべての勾配が正しい",
    "every gradient is right, and some lie at a kink, where the slope is a convention": (
        "すべての勾配が正しい。一部は折れ点にあり、傾きは約束で決める"
    ),
    "every gradient is right that is judged; some are meant to differ from the slope": (
        "判定した勾配はすべて正しい。一部は意図的に実際の傾きと変えてある"
    ),
    "a gradient is wrong": "誤った勾配がある",
    "nothing can be claimed of some gradients: the numerical ones are too inexact": (
        "一部の勾配は判定できない: 数値微分の精度が足りない"
    ),
    "a value or a gradient is not finite": "有限でない値または勾配がある",
    "rounding has spoilt some gradients: nothing can be claimed of them": "丸め誤差で壊れた勾配があり、判定できない",
    "a layer cannot be run": "実行できない層がある",
    "a layer is wrong by itself, though the gradients of {output} do not show it": (
        "{output} の勾配には現れないが、それ自体が誤っている層がある"
    ),
    "a layer misbehaves; its gradients are right": "勾配は正しいが、動作に問題のある層がある",
    "{count} entries": "要素 {count} 個",
    "{count} forward passes": "順伝播 {count} 回",
    "{seconds} s": "{seconds} 秒",
    "{entries} checked; output {output}, method {method}, seed {seed}": (
        "確認: {entries}; 出力 {output}、方法 {method}、シード {seed}"
    ),
    "backward pass": "逆伝播",
    "numerical": "数値微分",
    "bound": "許容誤差",
    "method": "方法",
    "slopes left, right": "左右の傾き",
    "entries": "要素",
    "remainder": "剰余項",
    "order": "次数",
    "order 2: the gradient is right; order 1: it is wrong": "次数 2: 勾配は正しい; 次数 1: 誤り",
    "layer {layer} at node {node}": "ノード {node} の層 {layer}",
    "backward for {input}": "入力 {input} への逆伝播",
    "{whose} gives {gives}, should be {should}": "{whose}: 結果は {gives}、正しくは {should}",
    "{whose} gives {number}": "{whose}: 結果は {number}",
    "for an upstream of 1": "上流の値が 1 のとき",
    "for an upstream of ones": "上流の値がすべて 1 のとき",
    "for a random upstream": "上流の値が乱数のとき",
    "for a random upstream: one of 1 hides it": "上流の値が乱数のとき: 1 では現れない",
    "for a random upstream: one of ones hides it": "上流の値が乱数のとき: すべて 1 では現れない",
    "{wrong} of {count} entries are wrong": "要素 {count} 個中 {wrong} 個が誤り",
    "its sign is wrong": "符号が逆",
    "it is 0 in every entry": "すべての要素が 0",
    "it should be 0 in every entry: does the result use {name}?": "すべての要素が 0 のはず: 結果に {name} は使われている?",
    "it is 1/{size} of what it should be, and {size} is a size of {whose}": "正しい値の 1/{size} 倍で、{size} は {whose} の大きさ",
    "it is {times} times what it should be in every entry": "すべての要素が正しい値の {times} 倍",
    "its gradient is not finite, though all that it gets is": "受け取る値はすべて有限なのに、勾配が有限でない",
    "its {count} entries at the kink": "折れ点にある要素 {count} 個",
    "{one} and {other}": "{one} と {other}",
    "at a kink, for a random upstream: {what} moved together; each by itself looks right": (
        "折れ点、上流の値が乱数のとき: {what} を一緒に動かした; 一つずつなら正しく見える"
    ),
    "backward does not use dout: it gives the same for twice the upstream": (
        "逆伝播が dout を使っていない: 上流の値を 2 倍にしても結果が同じ"
    ),
    "twice the upstream gradient does not give twice the gradient: something is added that does not come from dout": (
        "上流の値を 2 倍にしても勾配が 2 倍にならない: dout から来ない値が足されている"
    ),
    "after the forward passes of all layers, as the book runs them, backward answers otherwise than alone: "
    "does it remember its inputs in a place that all objects share?": (
        "本のように全層の順伝播の後では、逆伝播の結果が単独のときと異なる: 入力を全オブジェクト共有の場所に覚えていない?"
    ),
    "a second backward pass after one forward pass answers differently: backward changes what forward has remembered": (
        "1 回の順伝播の後に逆伝播を 2 回行うと結果が変わる: 逆伝播が、順伝播で覚えた値を書き換えている"
    ),
    "a second backward pass after one forward pass fails: {error}": "1 回の順伝播の後に逆伝播を 2 回行うと失敗する: {error}",
    "the same at {names}": "{names} でも同じ",
    "{name} holds class indices: a subtraction takes them for numbers, and broadcasts them in silence": (
        "{name} はクラスの番号: 引き算ではただの数として扱われ、警告なしにブロードキャストされる"
    ),
    "{name} holds class indices, not one-hot rows": "{name} は one-hot の行ではなくクラスの番号",
    "{input} is one example: is the code meant for a batch?": "{input} は一つのデータ: バッチ用のコード?",
    "forward adds {number} inside a logarithm, which backward leaves out": (
        "順伝播は対数の中に {number} を足すが、逆伝播にはそれがない"
    ),
    "{where} takes {name} and never uses it": "{where}: 引数 {name} を受け取るが使っていない",
    "{where} reads {name} of the file, not its input: did you mean self.{name}?": (
        "{where}: 入力ではなくファイルの {name} を読んでいる、self.{name} のこと?"
    ),
    "{where} writes into {name}: work on a copy, {name}.copy()": (
        "{where}: {name} を書き換えている、コピー {name}.copy() を使うこと"
    ),
    "{where} answers differently the second time: it draws random numbers, or keeps state": (
        "{where}: 2 回目の結果が異なる、乱数を使うか状態を残している"
    ),
    "{name} does not reach {output}: its gradient is 0": "{name} は {output} に届かないので勾配は 0",
    "{name} has no gradient: it reaches {output} only through comparisons, conditions or labels": (
        "{name} に勾配はない: {output} へは比較・条件・ラベルを通してしか届かない"
    ),
    "the gradient of {name} is 0": "{name} の勾配は 0",
    "the gradient of {name} is 0 in every entry": "{name} の勾配はすべての要素が 0",
    "the way from {name} goes through a layer that computes in {kind}: its tolerance is {tolerance}": (
        "{name} からの経路は {kind} で計算する層を通るので、許容誤差は {tolerance}"
    ),
    "at this {entry} {output} jumps by {jump}: its slope there is a convention": (
        "この {entry} で {output} が {jump} だけ跳ぶので、そこでの傾きは約束で決める"
    ),
    "{name} is the first value that is not finite": "最初に有限でなくなる値: {name}",
    "the gradient of {name} is the first that is not finite": "最初に有限でなくなる勾配: {name}",
    "the numerical gradient is not finite": "数値微分が有限でない",
    "nothing can be claimed of {where} by itself: {why}": "{where} だけでは判定できない: {why}",
    "its value jumps at this point, and has no slope there": "この点で値が跳び、傾きがない",
    "its numerical gradient is too inexact": "数値微分の精度が足りない",
    "the upstream gradient is random (seed {seed}): one of ones hides faults": (
        "上流の値は乱数 (シード {seed}): すべて 1 では誤りが隠れることがある"
    ),
    "the gradient of {nodes} is meant to differ from the slope: what goes through it is not judged": (
        "{nodes} の勾配は意図的に実際の傾きと変えてある: ここを通る勾配は判定しない"
    ),
    "several kinks meet: each layer keeps to its convention, and together they lie beside both slopes": (
        "折れ点がいくつも重なる: どの層も約束を守るが、合わせると左右どちらの傾きとも異なる"
    ),
    "every layer is right by itself: the numerical gradient of the whole is to be doubted": (
        "層は一つ一つすべて正しい: 全体の数値微分のほうを疑うこと"
    ),
    "a step or a comparison jumps within the smallest step of the test: --method auto judges it": (
        "最小の刻みの中で階段関数か比較の値が跳ぶ: --method auto で判定できる"
    ),
    "the point is a kink, where remainders do not follow Taylor: --method auto judges kinks": (
        "折れ点では剰余項がテイラーの定理に従わない: --method auto で判定できる"
    ),
    "the gradient of {name} has lost its digits to rounding at {node} = {expression}": (
        "{name} の勾配は {node} = {expression} の丸めで桁を失った"
    ),
    "rearrange it, so that nearly equal numbers are not subtracted, nor a small one added to a large one": (
        "ほぼ等しい数を引いたり、大きい数に小さい数を足したりしない式に書き換えること"
    ),
    "write log(1 + x) as log1p(x)": "log(1 + x) は log1p(x) と書く",
    "write (1 + r) ** n - 1 as expm1(n * log1p(r))": "(1 + r) ** n - 1 は expm1(n * log1p(r)) と書く",
    "write 1 + x - 1 as x": "1 + x - 1 は x と書く",
    "write exp(x) - 1 as expm1(x)": "exp(x) - 1 は expm1(x) と書く",
    "write 1 - cos(x) as 2 * sin(x / 2) ** 2": "1 - cos(x) は 2 * sin(x / 2) ** 2 と書く",
    "write 1 - sigmoid(x) as sigmoid(-x)": "1 - sigmoid(x) は sigmoid(-x) と書く",
    "write log(softmax(x)) as log_softmax(x)": "log(softmax(x)) は log_softmax(x) と書く",
    "write log(sigmoid(x)) as -softplus(-x)": "log(sigmoid(x)) は -softplus(-x) と書く",
    "write sqrt(a) - sqrt(b) as (a - b) / (sqrt(a) + sqrt(b))": "sqrt(a) - sqrt(b) は (a - b) / (sqrt(a) + sqrt(b)) と書く",
    # tables: layers, problems
    "class": "クラス",
    "inputs": "入力",
    "options": "オプション",
    "backward": "逆伝播",
    "convention": "約束",
    "called": "呼び出し",
    "operator": "演算子",
    "backward, {name}": "逆伝播 ({name})",
    "dout is the upstream gradient, out the result": "dout は上流から来た値、out は順伝播の結果",
    "backward is the local gradient: the upstream gradient is multiplied by it": (
        "逆伝播の式は局所的な微分: 上流から来た値にこれを掛ける"
    ),
    "title": "題名",
    "no problems were found beside the program": "プログラムに付属する問題が見つからない",
    # draw and its page
    "A computational graph": "計算グラフ",
    "{value}, gradient {gradient}": "{value}、勾配 {gradient}",
    "(yours)": "(自作)",
    "(further down)": "(下に続く)",
    "lines": "行",
    "to the first step": "最初のステップへ",
    "one step back": "一つ戻る",
    "play": "再生",
    "pause": "停止",
    "play or pause": "再生または停止",
    "one step on": "一つ進む",
    "to the last step": "最後のステップへ",
    "steps": "ステップ",
    "step {step} of {last}": "ステップ {step} / {last}",
    "Nothing can be moved here: {reason}.": "ここでは数を動かせない: {reason}。",
    "it has arrays, and only single numbers can be moved": "配列があり、動かせるのは一つの数だけである",
    "{layer} has no words that a browser knows": "{layer} はブラウザーでは計算できない",
    "move the numbers": "数を動かす",
    "as given": "元の値に戻す",
    "{name}, slider": "{name}、スライダー",
    "{name}, exact": "{name}、正確な値",
    "Given: {values}": "与えられた値: {values}",
    "Forward: {step}": "順伝播: {step}",
    "Backward: {step}": "逆伝播: {step}",
    "Backward: {equation}, where the backward pass begins": "逆伝播: {equation}、ここから逆伝播が始まる",
    "Backward: the given gradient of {name} is {gradient}": "逆伝播: 与えられた {name} の勾配は {gradient}",
    "Backward: {name} sends nothing back": "逆伝播: {name} から戻る値はない",
    "{name} gets {product}": "{name} へ: {product}",
    "propagated to {name}: {product}": "{name} へ伝播する値: {product}",
    "upstream × local = propagated: {product} (local {derivative})": (
        "上流 × 局所的な微分 = 伝播する値: {product} (局所的な微分 {derivative})"
    ),
    "; {name} so far: {sum}, {count} more to come": "; {name} はここまで: {sum}、あと {count} 個",
    "; {name} in all: {sum}": "; {name} は合計: {sum}",
    "the output": "出力",
    "{value}, the output": "{value}、出力",
    "{value}, to {name}": "{value}、{name} へ",
    "{value}, to {name}, gradient back {gradient}": "{value}、{name} へ、戻る勾配 {gradient}",
    "{value}, gradient in all {gradient}": "{value}、勾配の合計 {gradient}",
    # explain
    "needs amsmath": "amsmath が必要",
    "for the letters XeLaTeX or LuaLaTeX, and a font that has them": (
        "文字のために XeLaTeX か LuaLaTeX と、その文字をもつフォントが必要"
    ),
    "way": "経路",
    "product": "積",
    "given upstream": "与えられた上流の値",
    "shapes": "形状",
    "what comes back": "戻ってくる値",
    "what its readers send back": "この値を読むノードが送り返す値",
    "(first input)": "(1 番目の入力)",
    "(second input)": "(2 番目の入力)",
    "(third input)": "(3 番目の入力)",
    "(input {number})": "({number} 番目の入力)",
    "({layer}: --expand opens it)": "({layer}: --expand で展開できる)",
    "about 10^{power}": "約 10^{power}",
    "{count} more nodes (--full)": "ほかにノードが {count} 個 (--full)",
    "{gradient}, where the backward pass begins": "{gradient}: 逆伝播はここから始まる",
    "{name} reaches {output} in one way: {way}": "{name} から {output} への経路は一つ: {way}",
    "{name} reaches {output} in {count} ways": "{name} から {output} への経路の数: {count}",
    "{name} reaches {output} in {count} ways: too many to list": (
        "{name} から {output} への経路の数: {count} (多すぎて書き並べられない)"
    ),
    "Along a way the local gradients are multiplied; what the ways bring is added.": (
        "一つの経路では局所的な微分を掛け合わせ、経路ごとの値を足し合わせる。"
    ),
    "Right to left, what comes back to each node:": "右から左へ、各ノードに戻ってくる値:",
    "Right to left, what comes back to a node is the sum over its readings:": (
        "右から左へ。ノードに戻ってくる値は、それを読むところごとに送り返される値の和である:"
    ),
    "These are arrays: right to left, what comes back to each; dout is what came back to the node itself.": (
        "これらは配列である。右から左へ、それぞれに戻ってくる値を示す。dout はそのノード自身に戻ってきた値である。"
    ),
    "What comes back to one from several is added.": "一つの値に複数のところから戻ってきたものは足し合わせる。",
    "{node}, so {gradient}": "{node} なので {gradient}",
    "This gradient is not finite: there is no step to work out again.": (
        "この勾配は有限の数ではないので、少し動かして計算し直すことはできない。"
    ),
    "This gradient has lost its digits to rounding, at {node}: do not trust the number.": (
        "この勾配は丸め誤差で桁を失っている (ノード: {node})。この数を信用しないこと。"
    ),
    "If {name} rises by {by}, {output} rises by about {change} ({product})": (
        "{name} が {by} 増えると、{output} は約 {change} 増える ({product})"
    ),
    "If {name} rises by {by}, {output} falls by about {change} ({product})": (
        "{name} が {by} 増えると、{output} は約 {change} 減る ({product})"
    ),
    "If {name} rises by {by}, {output} does not change at first order": (
        "{name} が {by} 増えても、{output} は 1 次近似では変わらない"
    ),
    "; worked out again, it goes from {before} to {after}.": "。計算し直すと、{before} から {after} に変わる。",
    "the sum of {product}": "{product} の和",
    "{entry} is read by {node}:": "{entry} を読むノード: {node}",
    "{entry} is read by {node}. Its rule for {name} is {rule}:": (
        "{entry} を読むノード: {node}。{name} に対する逆伝播の規則: {rule}"
    ),
    "{entry} is read by {node}, where {what}:": "{entry} を読むノード: {node}。ここで {what}:",
    "{entry} is read by {node}. Its rule for {name} is {rule}, where {what}:": (
        "{entry} を読むノード: {node}。{name} に対する逆伝播の規則: {rule}。ここで {what}:"
    ),
    "{dout} is the given upstream": "{dout} (与えられた上流の値)",
    "{dout} is 1 everywhere": "{dout} (すべての要素が 1)",
    "no rule is known": "知られている規則がない",
    "… {count} more …": "… ほかに {count} 個 …",
    "One entry of it, as a sum: {command}": "一つの要素を和で見るには: {command}",
    "Where {dout} comes from: {command}": "{dout} がどこから来るか: {command}",
    # quiz
    "{count} students": "学生 {count} 人",
    "{count} sheets": "問題用紙 {count} 枚",
    "{count} blanks each": "一人につき空欄 {count} 個",
    "{count} draws thrown away": "引き直し {count} 回",
    "{count} questions, right to left; {keys}": "問題は {count} 問、右から左へ。{keys}",
    "? passes, {key} ends": "? パス、{key} 終了",
    "an array is written row by row: [[1, 2], [3, 4]]": "配列は行ごとに書く: [[1, 2], [3, 4]]",
    "right": "正しい",
    "not read: {fault}": "読み取れない: {fault}",
    "likely: {reason}": "誤りの理由 (推定): {reason}",
    "{right} of {count} right": "{count} 問中 {right} 問正解",
    # mark, and its reasons
    "the sign is wrong": "符号が逆",
    "transposed": "転置されている",
    "the local gradient alone, without the upstream": "上流の値を掛けていない局所的な微分",
    "the local gradient alone, without the upstream of {nodes}": "局所的な微分だけ: {nodes} の上流の値を掛けていない",
    "the mask alone, without the upstream": "上流の値を掛けていないマスク",
    "the mask of {nodes} alone, without the upstream": "上流の値を掛けていない {nodes} のマスク",
    "the inputs of a product swapped": "積の二つの入力が入れ替わっている",
    "the inputs of {node} swapped: multiplied by {name}, not {other}": (
        "{node} の二つの入力が入れ替わっている: {other} ではなく {name} を掛けている"
    ),
    "one path of several alone": "複数ある経路のうち 1 本だけ",
    "one path of {count} alone, by way of {nodes}": "{count} 本の経路のうち、{nodes} を通る 1 本だけ",
    "one path of several left out": "複数ある経路のうち 1 本が抜けている",
    "one path of {count} left out, by way of {nodes}": "{count} 本の経路のうち、{nodes} を通る 1 本が抜けている",
    "not summed over the batch": "バッチについて合計していない",
    "not summed over what it was repeated for": "ブロードキャストされた分を合計していない",
    "the mean over the batch, not the sum": "バッチの合計ではなく平均",
    "the mean over what it was repeated for, not the sum": "ブロードキャストされた分の合計ではなく平均",
    "right from a wrong number further up": "前の誤った値から正しく計算している",
    "right from a wrong number further up: {name}": "前の誤った値から正しく計算している: {name}",
    "answer": "答え",
    "student": "学生",
    "missing": "未提出",
    "why": "理由",
    "wrong": "誤り",
    "hardest: {answers}": "正答の少ない問題: {answers}",
    "{answer} {right} of {count}": "{answer} {count} 人中 {right} 人正解",
    "{count} students who handed in something": "提出した学生 {count} 人",
    "{count} wrong": "誤り {count} 個",
    "{count} blank": "空欄 {count} 個",
    "{count} missing": "未提出 {count} 個",
    "{count} unclear": "不明 {count} 個",
    "{right} of {count} answers are right": "答え {count} 個中 {right} 個が正解",
    "more than half compute with other numbers than the key: was another seed used?": (
        "提出されたものの半数超が、正解ファイルと違う数で計算している: 別のシードを使った?"
    ),
    "not read: {count}": "読まなかったファイル: {count} 個",
    "mended: {count}": "直して読んだファイル: {count} 個",
    "has other numbers": "正解ファイルと違う数を使用",
    "has no {names}": "問題にない名前: {names}",
    "cannot be read: {reason}": "読み取れない: {reason}",
    "this folder cannot be read: {reason}": "フォルダーを読み取れない: {reason}",
    "it is larger than {size}": "{size} を超える大きさ",
    "it holds no answers that can be read": "読み取れる答えがない",
    "letters of the file were lost": "ファイルの文字の一部が失われた",
    "line {line}: {fault}": "{line} 行目: {fault}",
    "read as {encoding}": "文字コード {encoding} として読んだ",
    "slips mended": "タブや空白などの書き損じを直して読んだ",
    "only `expect:` could be read": "`expect:` の部分だけを読んだ",
    "there is no `expect:`": "`expect:` がない",
    "read are files that end in {endings}": "読むファイルの拡張子: {endings}",
    "it names no problem as a whole word: {names}": "パスに問題の名前がない: {names}",
    "it names several problems: {names}": "パスに問題の名前が複数ある: {names}",
    "it names no student of the roster as a whole word": "パスに名簿の学生の名前がない",
    "it names several students: {names}": "パスに学生の名前が複数ある: {names}",
    "no student is named: neither by what is left of its name nor by its folder": "ファイル名にもフォルダー名にも学生の名前がない",
    "'{spelt}' was taken for {student}": "'{spelt}': {student} とみなした",
    "'{name}' is no student of the roster": "'{name}': 名簿にない学生",
    "{problem} of {student}: not taken, as {other} counts": "{student} の {problem}: {other} を採点するため除外",
    "{student}: not taken, as line {line} counts": "{student}: {line} 行目を採点するため除外",
    "columns not read: {names}": "読まなかった列: {names}",
    "no column names an answer, as this would: {example}": "答えの名前が付いた列がない、例: {example}",
    # the sentence to keep of each layer, what else its page says, and its convention
    "Addition sends the upstream gradient on unchanged, to both inputs.": "加算は上流から来た値を両方の入力へそのまま流す。",
    "x, y broadcast. The notes, section 5.2; Deep Learning from Scratch, section 5.4.": (
        "x と y はブロードキャストされる。ノート 5.2 節、ゼロから作る Deep Learning 5.4 節。"
    ),
    "Subtraction sends the upstream gradient on to the first input, and its negative to the second.": (
        "減算は上流から来た値を 1 番目の入力へはそのまま、2 番目の入力へは符号を変えて流す。"
    ),
    "x, y broadcast.": "x と y はブロードキャストされる。",
    "Multiplication swaps its inputs: each gets the upstream gradient times the other.": (
        "乗算は入力を入れ替える: それぞれの入力は、上流から来た値にもう一方の入力を掛けた値を受け取る。"
    ),
    "x, y broadcast. The notes, section 5.1; Deep Learning from Scratch, section 5.4.": (
        "x と y はブロードキャストされる。ノート 5.1 節、ゼロから作る Deep Learning 5.4 節。"
    ),
    "Division is multiplication by the reciprocal: 1/y upstream to the first input, -out/y to the second.": (
        "除算は逆数を掛けることである: 1 番目の入力へは上流から来た値の 1/y 倍、2 番目の入力へは -out/y 倍を流す。"
    ),
    "x, y broadcast; x/0 is inf, 0/0 nan.": "x と y はブロードキャストされる。x/0 は inf、0/0 は nan である。",
    "A minus sign turns the upstream gradient round.": "マイナスは上流から来た値の符号を変える。",
    "x of any shape.": "x の形状は自由である。",
    "The derivative of 1/x is -1/x², which is -out²: the backward pass needs only the result.": (
        "1/x の微分は -1/x²、つまり -out² である: 逆伝播には順伝播の結果だけあればよい。"
    ),
    '1/0 is inf. The notes\' "/" node, section 6.2.': "1/0 は inf である。ノート 6.2 節の「/」ノード。",
    "A power brings its exponent down: y·x^(y-1) for the base, and out·log x for the exponent.": (
        "べき乗は指数が前に下りる: 底については y·x^(y-1)、指数については out·log x である。"
    ),
    "x, y broadcast. A negative base with a fractional exponent is nan; so is the exponent's gradient for a negative base, and "
    "for a base of 0 it is 0 (the limit, where the exponent is positive).": (
        "x と y はブロードキャストされる。負の数の分数乗は nan になる。底が負なら指数の勾配も nan で、底が 0 なら 0 である "
        "(指数が正のときの極限)。"
    ),
    "0 ** y has gradient 0 in y": "0 ** y の y についての勾配は 0",
    "The exponential is its own derivative: the backward pass multiplies by the result.": (
        "指数関数は微分しても自分自身である: 逆伝播では順伝播の結果を掛ける。"
    ),
    'x of any shape; overflows to inf above 709.78. The notes\' "exp" node, section 6.2.': (
        "x の形状は自由である。709.78 を超えると inf になる。ノート 6.2 節の「exp」ノード。"
    ),
    "The slope of the natural logarithm is 1/x: steep near 0, flat far out.": (
        "自然対数の傾きは 1/x である: 0 の近くでは急で、遠くでは緩やかになる。"
    ),
    "x of any shape; log 0 is -inf, the logarithm of a negative number nan.": (
        "x の形状は自由である。log 0 は -inf、負の数の対数は nan である。"
    ),
    "log(1 + x) for a small x: written so, 1 + x would lose the digits of x before the logarithm sees them.": (
        "小さい x の log(1 + x): そのまま書くと、対数をとる前に 1 + x で x の桁が失われる。"
    ),
    "x of any shape; -inf at -1, nan below.": "x の形状は自由である。-1 で -inf、それより下では nan である。",
    "exp(x) - 1 for a small x: written so, the difference would keep none of its digits.": (
        "小さい x の exp(x) - 1: そのまま書くと、差に桁が一つも残らない。"
    ),
    "x of any shape; overflows to inf above 709.78.": "x の形状は自由である。709.78 を超えると inf になる。",
    "The slope of a square root is half the reciprocal of the root.": "平方根の傾きは、平方根の逆数の半分である。",
    "x of any shape; the slope at 0 is inf, the root of a negative number nan.": (
        "x の形状は自由である。0 での傾きは inf、負の数の平方根は nan である。"
    ),
    "The absolute value sends the upstream gradient on with the sign of x.": "絶対値は上流から来た値に x の符号を付けて流す。",
    "The slope of the sine is the cosine.": "サインの傾きはコサインである。",
    "x of any shape, in radians.": "x の形状は自由である。単位はラジアンである。",
    "The slope of the cosine is minus the sine.": "コサインの傾きはサインの符号を変えたものである。",
    "The error function adds up the bell curve 2/√π·exp(-x²), which is therefore its slope.": (
        "誤差関数は釣鐘形の曲線 2/√π·exp(-x²) を足し上げたもので、そのためこの曲線がその傾きになる。"
    ),
    "x < y is a question, and its answer, 1 or 0, has no slope.": "x < y は問いであり、その答えの 1 や 0 に傾きはない。",
    "no gradient": "勾配なし",
    "x <= y is a question, and its answer, 1 or 0, has no slope.": "x <= y は問いであり、その答えの 1 や 0 に傾きはない。",
    "x > y is a question, and its answer, 1 or 0, has no slope.": "x > y は問いであり、その答えの 1 や 0 に傾きはない。",
    "x, y broadcast. The mask of the notes' ReLU is `x > 0`.": (
        "x と y はブロードキャストされる。ノートの ReLU のマスクは `x > 0` である。"
    ),
    "x >= y is a question, and its answer, 1 or 0, has no slope.": "x >= y は問いであり、その答えの 1 や 0 に傾きはない。",
    "x == y is a question, and its answer, 1 or 0, has no slope.": "x == y は問いであり、その答えの 1 や 0 に傾きはない。",
    "x, y broadcast; nan equals nothing.": "x と y はブロードキャストされる。nan は何とも等しくない。",
    "x != y is a question, and its answer, 1 or 0, has no slope.": "x != y は問いであり、その答えの 1 や 0 に傾きはない。",
    "x, y broadcast; nan differs from everything.": "x と y はブロードキャストされる。nan はすべてと異なる。",
    "A choice sends the whole upstream gradient to the input that was chosen, and nothing to the other.": (
        "選択は、選ばれた入力へ上流から来た値をすべて流し、もう一方へは何も流さない。"
    ),
    "c, x, y broadcast; x where c is not 0, else y. c has no gradient. What was not chosen gets 0 even from an upstream of inf.": (
        "c, x, y はブロードキャストされる。c が 0 でないところは x、ほかは y になる。c に勾配はない。選ばれなかったほうは、"
        "上流の値が inf "
        "でも 0 を受け取る。"
    ),
    "The larger input gets the whole upstream gradient; at a tie each gets half.": (
        "大きいほうの入力が上流から来た値をすべて受け取る。等しければ半分ずつになる。"
    ),
    "a tie sends half to each": "等しければ半分ずつ",
    "The smaller input gets the whole upstream gradient; at a tie each gets half.": (
        "小さいほうの入力が上流から来た値をすべて受け取る。等しければ半分ずつになる。"
    ),
    "Where x > 0 the upstream gradient passes unchanged, elsewhere nothing passes.": (
        "x > 0 のところでは上流から来た値がそのまま通り、ほかでは何も通らない。"
    ),
    "x of any shape. The notes, section 6.1.": "x の形状は自由である。ノート 6.1 節。",
    "Where x > 0 the upstream gradient passes unchanged, elsewhere a small part of it does, so that no neuron dies.": (
        "x > 0 のところでは上流から来た値がそのまま通り、ほかでも少しは通るので、死ぬニューロンがない。"
    ),
    "x of any shape; slope: a number. Maas, Hannun and Ng, 2013.": (
        "x の形状は自由である。slope: 一つの数。Maas, Hannun, Ng, 2013。"
    ),
    "The slope of the sigmoid is out·(1 - out): the backward pass needs only the result, and is at most 1/4.": (
        "シグモイドの傾きは out·(1 - out) である: 逆伝播には順伝播の結果だけあればよく、傾きは大きくても 1/4 である。"
    ),
    "x of any shape; exact at ±1000. The notes, section 6.2.": "x の形状は自由である。±1000 でも正確である。ノート 6.2 節。",
    "The slope of tanh is 1 - out²: the backward pass needs only the result.": (
        "tanh の傾きは 1 - out² である: 逆伝播には順伝播の結果だけあればよい。"
    ),
    "x of any shape; exact at ±1000.": "x の形状は自由である。±1000 でも正確である。",
    "Softplus is a relu with a rounded corner, and its slope is the sigmoid.": (
        "ソフトプラスは角を丸めた ReLU で、その傾きはシグモイドである。"
    ),
    "x of any shape; exact at ±1000. Dugas et al., 2001.": "x の形状は自由である。±1000 でも正確である。Dugas ほか、2001。",
    "A sum sends the upstream gradient on to every entry that went into it.": (
        "合計は、足されたすべての要素へ上流から来た値をそのまま流す。"
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1.": (
        "x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ 1 で残す。"
    ),
    "A mean shares the upstream gradient out in equal parts.": "平均は上流から来た値を等しく分けて流す。",
    "The largest entry gets the whole upstream gradient, the others nothing.": (
        "最大の要素が上流から来た値をすべて受け取り、ほかは何も受け取らない。"
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Ties share evenly.": (
        "x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ 1 で残す。"
        "同じ値どうしは等しく分ける。"
    ),
    "ties share the gradient evenly": "同じ値どうしで勾配を等しく分ける",
    "The smallest entry gets the whole upstream gradient, the others nothing.": (
        "最小の要素が上流から来た値をすべて受け取り、ほかは何も受け取らない。"
    ),
    "A product of matrices sends the upstream gradient back through the other matrix, transposed.": (
        "行列の積は、上流から来た値に相手の行列の転置を掛けて戻す。"
    ),
    "x (…, n, k), y (…, k, m) → (…, n, m), by NumPy's rules: a 1-D x is a row, a 1-D y a column, and the axis that this adds "
    "goes again; axes in front broadcast. Raises ShapeError for a single number, or where the inner axes differ.": (
        "x (…, n, k), y (…, k, m) → (…, n, m)、NumPy の規則に従う: 1 次元の x は行、1 次元の y は列になり、"
        "こうして増えた軸はまたなくなる。前の軸はブロードキャストされる。一つの数のとき、または内側の軸が異なるときは "
        "ShapeError になる。"
    ),
    "A layer of neurons: x @ W + b. The weights get the transposed inputs times the upstream gradient; the bias adds up the "
    "batch.": ("ニューロンの層: x @ W + b。重みは入力の転置と上流から来た値の積を、バイアスはバッチ全体の合計を受け取る。"),
    "x (N, D) a batch, (D,) one example, or with more axes in front; W (D, M), or (D,) for one neuron; b (M,), or what else "
    "broadcasts against x @ W. By hand as in the book: `Affine(W, b).forward(x)`, and `.backward(dout)` returns dx and sets "
    "`dW` and `db`. Raises ShapeError where the axes differ. The notes, section 7.": (
        "x はバッチ (N, D)、一つのデータ (D,)、または前にさらに軸をもつもの。W は (D, M)、ニューロン一つなら (D,)。b は (M,)、"
        "または x @ W にブロードキャストできるもの。本のように手で書くとき: `Affine(W, b).forward(x)`、そして `.backward(dout)` "
        "は dx を返し `dW` と `db` を残す。軸が合わなければ ShapeError になる。ノート 7 節。"
    ),
    "Taking some entries sends the upstream gradient to those, and 0 to the rest.": (
        "一部の要素を取り出すと、上流から来た値はその要素へ流れ、残りへは 0 が流れる。"
    ),
    "A transpose turns the upstream gradient back the way it turned x.": (
        "転置は、x を並べ替えたのと逆に、上流から来た値を並べ戻す。"
    ),
    "x of any shape; axes: the order of the axes, None for the reverse. A single number and a 1-D x stay as they are.": (
        "x の形状は自由である。axes: 軸の順序、None なら逆順。一つの数と 1 次元の x はそのままである。"
    ),
    "A reshape lays the upstream gradient out again as x was.": "形状の変更は、上流から来た値を元の x の形状に並べ直す。",
    "x of any shape; shape: the new one, with at most one -1 for what is left over. Raises ShapeError where the entries do not "
    "fit.": ("x の形状は自由である。shape: 新しい形状、残りを表す -1 は多くて一つである。要素数が合わなければ ShapeError になる。"),
    "Joining arrays end to end cuts the upstream gradient into the parts that they filled.": (
        "配列をつなぐと、上流から来た値はそれぞれの配列が占めていた部分に切り分けられる。"
    ),
    "Any number of arrays, of one shape but for their sizes along `axis` (default 0). Raises ShapeError where they do not fit, "
    "and for single numbers, which have no axis.": (
        "配列の個数は自由である。`axis` (既定値 0) の大きさのほかは形状が同じでなければならない。合わないとき、"
        "軸のない一つの数のときは "
        "ShapeError になる。"
    ),
    "Softmax shares out one whole: what one entry gains the others lose, so the gradient loses its weighted mean.": (
        "ソフトマックスは一つの全体を分け合う: ある要素が増えればほかが減るので、勾配からその加重平均が引かれる。"
    ),
    "x of any shape; axis: the one along which entries add up to 1, the last by default. Exact at ±1000. A single number gives "
    "1.": ("x の形状は自由である。axis: 要素の和が 1 になる軸、既定値は最後の軸。±1000 でも正確である。一つの数なら 1 になる。"),
    "The logarithm of softmax, worked out without the softmax: it is right where the probability is too small to be written.": (
        "ソフトマックスの対数を、ソフトマックスを経ずに求める: 確率が小さすぎて書けないところでも正しい。"
    ),
    "x of any shape; axis: the last by default. Exact at ±1000. A single number gives 0.": (
        "x の形状は自由である。axis: 既定値は最後の軸。±1000 でも正確である。一つの数なら 0 になる。"
    ),
    "Softmax and cross entropy together: the gradient is simply what was answered minus what was right, over the batch.": (
        "ソフトマックスと交差エントロピーを合わせたもの: 勾配は単に、出力から正解を引いた差をバッチの大きさで割ったものである。"
    ),
    "x (N, K) scores of a batch, (K,) of one example, or with more axes in front; t: class indices (x's shape without its last "
    "axis; no gradient), or one-hot or soft targets of x's shape. The loss is the mean over the examples, worked out by "
    "log-softmax and exact at ±1000. By hand: `SoftmaxWithLoss().forward(x, t)`, `.backward(dout=1)` returns dx. Raises "
    "ShapeError for a t of another shape and for labels out of range. The notes, section 7.1; with soft targets that do not "
    "add up to 1 softmax(x) counts as often as they do.": (
        "x はバッチのスコア (N, K)、一つのデータのスコア (K,)、または前にさらに軸をもつもの。t: クラスの番号 (x "
        "から最後の軸を除いた形状、勾配なし)、または x と同じ形状の one-hot か確率。損失はデータについての平均で、log-softmax "
        "で求めるので ±1000 でも正確である。手で書くとき: `SoftmaxWithLoss().forward(x, t)`、`.backward(dout=1)` は dx を返す。t "
        "の形状が違うとき、範囲外のラベルのときは ShapeError になる。ノート 7.1 節。和が 1 でない確率なら、softmax(x) "
        "にその和を掛ける。"
    ),
    "Cross entropy is the surprise at the right answer, -log of the probability that it was given.": (
        "交差エントロピーは正解への驚き、つまり正解に与えた確率の -log である。"
    ),
    "y (N, K) probabilities of a batch, (K,) of one example, or with more axes in front; t: class indices (y's shape without "
    "its last axis; no gradient), or one-hot or soft targets of y's shape. The mean over the examples; 0·log 0 is 0. Nothing "
    "is added inside the logarithm: a right answer with probability 0 costs inf. Raises ShapeError as softmax_with_loss does.": (
        "y はバッチの確率 (N, K)、一つのデータの確率 (K,)、または前にさらに軸をもつもの。t: クラスの番号 (y "
        "から最後の軸を除いた形状、勾配なし)、または y と同じ形状の one-hot か確率。データについての平均で、0·log 0 は 0 である。"
        "対数の中に何も足さない: 正解の確率が 0 なら損失は inf になる。ShapeError については softmax_with_loss と同じである。"
    ),
    "0·log 0 = 0, and so are its gradients": "0·log 0 = 0、勾配も 0",
    "Sigmoid and binary cross entropy together: the gradient is what was answered minus what was right, over the batch.": (
        "シグモイドと二値の交差エントロピーを合わせたもの: 勾配は出力から正解を引いた差をバッチの大きさで割ったものである。"
    ),
    "x scores and t targets from 0 to 1, of one shape. The cross entropies are summed, and divided by the number of examples: "
    "the size of the first axis, 1 where there are fewer than two axes. Exact at ±1000; both inputs have gradients. Raises "
    "ShapeError where the shapes differ.": (
        "x はスコア、t は 0 から 1 までの正解で、形状は同じ。交差エントロピーの合計をデータの個数で割る: 最初の軸の大きさ、"
        "軸が二つより少なければ 1 である。±1000 でも正確である。両方の入力に勾配がある。形状が異なれば ShapeError になる。"
    ),
    "The mean of squared differences; its gradient is twice the difference over the number of entries.": (
        "差の二乗の平均である。勾配は差の 2 倍を要素数で割ったものである。"
    ),
    "x, t of one shape; the mean over all entries. Both have gradients. Raises ShapeError where the shapes differ.": (
        "x と t は同じ形状で、すべての要素の平均をとる。どちらにも勾配がある。形状が異なれば ShapeError になる。"
    ),
    "Half the sum of squared differences: the half is there so that the gradient is the difference itself.": (
        "差の二乗の合計の半分: 半分にするのは、勾配が差そのものになるようにするためである。"
    ),
    "x, t of one shape; no mean is taken. Both have gradients. Raises ShapeError where the shapes differ. Deep Learning from "
    "Scratch, section 4.2.1.": (
        "x と t は同じ形状で、平均はとらない。どちらにも勾配がある。形状が異なれば ShapeError になる。ゼロから作る Deep "
        "Learning 4.2.1 "
        "節。"
    ),
    "{count} more lines (--full)": "ほかに {count} 行 (--full)",
    "The logarithm to the base 2 counts doublings: the natural one, and its slope, divided by log 2.": (
        "底が 2 の対数は 2 倍になった回数を数える: 自然対数も、その傾きも、log 2 で割ったものである。"
    ),
    "x of any shape; log2 0 is -inf, the logarithm of a negative number nan.": (
        "x の形状は自由である。log2 0 は -inf、負の数の対数は nan である。"
    ),
    "The logarithm to the base 10 counts digits: the natural one, and its slope, divided by log 10.": (
        "底が 10 の対数は桁数を数える: 自然対数も、その傾きも、log 10 で割ったものである。"
    ),
    "x of any shape; log10 0 is -inf, the logarithm of a negative number nan.": (
        "x の形状は自由である。log10 0 は -inf、負の数の対数は nan である。"
    ),
    "Huber's penalty is a square near 0 and a straight line further out, so that its slope never exceeds delta.": (
        "フーバー損失は 0 の近くでは二乗、離れると直線なので、傾きの大きさは delta を超えない。"
    ),
    "x of any shape, as a rule a difference; delta: a number above 0, where the one becomes the other. Huber, 1964.": (
        "x の形状は自由で、ふつうは差である。delta: 0 より大きい数で、二乗が直線に変わるところ。Huber, 1964。"
    ),
    "x of any shape. Abramowitz and Stegun, 7.1.1.": "x の形状は自由である。Abramowitz, Stegun, 7.1.1。",
    "The slope of the tangent is 1 + out²: never below 1, and without bound near its poles.": (
        "タンジェントの傾きは 1 + out² である: 1 を下回ることはなく、極の近くでは限りなく大きくなる。"
    ),
    "The arcsine is the angle of a sine, and steep at both ends: a small change of the sine takes a large angle there.": (
        "アークサインはサインの値に対する角で、両端で急になる: そこではサインのわずかな変化が大きな角になる。"
    ),
    "x of any shape, between -1 and 1, else nan; radians, -π/2 to π/2. The slope at ±1 is inf.": (
        "x の形状は自由で、値は -1 から 1 まで、外れれば nan になる。単位はラジアンで -π/2 から π/2 までである。±1 "
        "での傾きは inf である。"
    ),
    "The slope of the arccosine is minus that of the arcsine: the two angles add up to a right angle.": (
        "アークコサインの傾きはアークサインの傾きの符号を変えたものである: 二つの角の和は直角になる。"
    ),
    "x of any shape, between -1 and 1, else nan; radians, 0 to π. The slope at ±1 is -inf.": (
        "x の形状は自由で、値は -1 から 1 まで、外れれば nan になる。単位はラジアンで 0 から π までである。±1 での傾きは "
        "-inf である。"
    ),
    "The arctangent flattens as 1/(1 + x²): far out it hardly moves.": (
        "アークタンジェントは 1/(1 + x²) で緩やかになる: 遠くではほとんど動かない。"
    ),
    "x of any shape; radians, -π/2 to π/2.": "x の形状は自由である。単位はラジアンで -π/2 から π/2 までである。",
    "The hyperbolic sine has the hyperbolic cosine as its slope.": "双曲線サインの傾きは双曲線コサインである。",
    "x of any shape; overflows to ±inf above 710.47.": "x の形状は自由である。大きさが 710.47 を超えると ±inf になる。",
    "The hyperbolic cosine has the hyperbolic sine as its slope, with no change of sign.": (
        "双曲線コサインの傾きは双曲線サインで、符号は変わらない。"
    ),
    "x of any shape; overflows to inf above 710.47.": "x の形状は自由である。大きさが 710.47 を超えると inf になる。",
    "The sign forgets how large a number is, and so sends no gradient back.": ("符号は数の大きさを捨てるので、勾配を戻さない。"),
    "x of any shape; -1, 0 or 1.": "x の形状は自由である。-1、0、1 のどれかである。",
    "Rounding down is level between whole numbers: a small change changes nothing, and no gradient comes back.": (
        "切り捨ては整数と整数の間で平らである: 少し動かしても何も変わらず、勾配も戻らない。"
    ),
    "x of any shape; the largest whole number that is not above x.": "x の形状は自由である。x を超えない最大の整数である。",
    "the slope at whole numbers, where it jumps, is 0": "値が跳ぶ整数での傾きは 0",
    "Rounding up is level between whole numbers: a small change changes nothing, and no gradient comes back.": (
        "切り上げは整数と整数の間で平らである: 少し動かしても何も変わらず、勾配も戻らない。"
    ),
    "x of any shape; the smallest whole number that is not below x.": ("x の形状は自由である。x を下回らない最小の整数である。"),
    "Rounding is level between the halves: a small change changes nothing, and no gradient comes back.": (
        "丸めは 0.5 で終わる数の間で平らである: 少し動かしても何も変わらず、勾配も戻らない。"
    ),
    "x of any shape; the nearest whole number, and at a half the even one: 0.5 is 0, 1.5 is 2, 2.5 is 2 (IEEE 754).": (
        "x の形状は自由である。最も近い整数で、ちょうど中間なら偶数のほうになる: 0.5 は 0、1.5 は 2、2.5 は 2 (IEEE 754)。"
    ),
    "the slope at halves, where it jumps, is 0": "値が跳ぶ中間での傾きは 0",
    "A clip sends the upstream gradient through where x lies within its bounds, and nothing where it was cut off.": (
        "クリップは、x が範囲の中なら上流から来た値をそのまま流し、切り取られたところへは何も流さない。"
    ),
    "x of any shape; low, high: numbers, or None for no bound. Raises LayerError for a low above high.": (
        "x の形状は自由である。low, high: 数、または制限なしを表す None。low が high より大きければ LayerError になる。"
    ),
    "at its bounds the slope is 1": "境界での傾きは 1",
    "ELU bends where relu has a corner: below 0 it sinks to -alpha, and its gradient fades instead of stopping.": (
        "ELU は ReLU が折れるところで曲がる: 0 より下では -alpha まで下がり、勾配は途切れずに薄れていく。"
    ),
    "x of any shape; alpha: a number. Clevert, Unterthiner and Hochreiter, 2016.": (
        "x の形状は自由である。alpha: 一つの数。Clevert, Unterthiner, Hochreiter, 2016。"
    ),
    "GELU lets an entry through by the chance that a normal number lies below it: a relu that is not sure near 0.": (
        "GELU は、正規分布に従う数がそれより小さい確率の分だけ要素を通す: 0 の近くで迷う ReLU である。"
    ),
    "x of any shape; by the error function, exact far out. Hendrycks and Gimpel, 2016.": (
        "x の形状は自由である。誤差関数で求め、遠くでも正確である。Hendrycks, Gimpel, 2016。"
    ),
    "SiLU, also called swish, lets an entry through by its own sigmoid: smooth, and slightly negative below 0.": (
        "SiLU (swish ともいう) は自分自身のシグモイドの分だけ要素を通す: 滑らかで、0 より下ではわずかに負になる。"
    ),
    "x of any shape; exact far out. Hendrycks and Gimpel, 2016; Ramachandran, Zoph and Le, 2017.": (
        "x の形状は自由である。遠くでも正確である。Hendrycks, Gimpel, 2016; Ramachandran, Zoph, Le, 2017。"
    ),
    "Softsign bends like tanh, but flattens slowly: its slope falls with the square of the distance, not exponentially.": (
        "ソフトサインは tanh のように曲がるが、ゆっくり平らになる: 傾きは指数ではなく距離の二乗に反比例して減る。"
    ),
    "x of any shape; 1 and -1 far out. Turian, Bergstra and Bengio, 2009.": (
        "x の形状は自由である。遠くでは 1 と -1 である。Turian, Bergstra, Bengio, 2009。"
    ),
    "A stop lets the value through and sends nothing back: what lies before it is taken for a constant.": (
        "停止は値を通し、何も戻さない: その手前にあるものは定数とみなされる。"
    ),
    "x of any shape. gradcheck calls what goes through it `meant`: the slope is 1, and 0 is sent back on purpose.": (
        "x の形状は自由である。これを通るものを gradcheck は `meant` と呼ぶ: 傾きは 1 だが、わざと 0 を戻す。"
    ),
    "the gradient is 0, where the slope is 1": "傾きは 1 だが、戻す勾配は 0",
    "A size counts entries and looks at none of them: it has no gradient.": ("要素の個数は数えるだけで、値は見ない: 勾配はない。"),
    "x of any shape; axis: one or several, None for all. 1 for a single number. Raises ShapeError for an axis that x has not.": (
        "x の形状は自由である。axis: 一つか複数の軸、すべてなら None。一つの数なら 1 になる。x にない軸なら ShapeError になる。"
    ),
    "A variance is the mean of the squared deviations; each entry's gradient is twice its own deviation, over the count.": (
        "分散は偏差の二乗の平均である。それぞれの要素の勾配は、自分の偏差の 2 倍を個数で割ったものになる。"
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1; ddof: taken off the "
    "count, 1 for the variance of a sample. Raises ShapeError for a ddof from the count on, LayerError for one below 0. "
    "The mean moves as well, but that adds nothing: the deviations cancel.": (
        "x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ 1 で残す。ddof: "
        "個数から引く数、標本分散なら 1。ddof が個数以上なら ShapeError、負なら LayerError になる。平均も動くが、偏差の和は "
        "0 なので加わるものはない。"
    ),
    "A standard deviation sends each entry its own deviation, measured in standard deviations, over the count.": (
        "標準偏差は、それぞれの要素へ、標準偏差で測った自分の偏差を個数で割って流す。"
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1; ddof: taken off the "
    "count, 1 for a sample. Where all entries are equal it has a kink. Raises ShapeError for a ddof from the count on, "
    "LayerError below 0.": (
        "x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ 1 で残す。ddof: "
        "個数から引く数、標本なら 1。すべての要素が等しいところで折れる。ddof が個数以上なら ShapeError、負なら LayerError "
        "になる。"
    ),
    "where all entries are equal the slope is 0": "すべての要素が等しいところでの傾きは 0",
    "The length of a vector grows by how far an entry points along it: the gradient is the vector's direction.": (
        "ベクトルの長さは、要素がその向きを向いている分だけ伸びる: 勾配はベクトルの向きである。"
    ),
    "The root of the sum of squares, for x of any shape; axis: one, several, or None for all; keepdims: leave the axes as "
    "axes of 1. At 0, where there is no direction, it has a kink. A single number's is its absolute value.": (
        "二乗の和の平方根で、x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ "
        "1 で残す。向きのない 0 で折れる。一つの数ならその絶対値になる。"
    ),
    "at 0 the slope is 0": "0 での傾きは 0",
    "A product sends each entry the upstream gradient times the product of the others, as multiplication does for two.": (
        "積は、それぞれの要素へ、上流から来た値にほかの要素の積を掛けて流す: 二つの乗算と同じである。"
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Beside one 0 only that "
    "entry has a gradient, beside two none has. The product of nothing is 1.": (
        "x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ 1 で残す。0 "
        "が一つあればその要素だけに勾配があり、二つあればどこにもない。何もないときの積は 1 である。"
    ),
    "x of any shape; index: whole numbers and slices, at most one an axis, by NumPy's rules: `A[:, :4]`, `y[-1]`; `...` "
    "stands for all axes between, None for a new axis of 1. Raises ShapeError for more subscripts than axes, and for a "
    "number outside its axis.": (
        "x の形状は自由である。index: 整数とスライス、軸ごとに多くて一つ、NumPy の規則に従う: `A[:, :4]`, `y[-1]`。`...` "
        "は間のすべての軸、None は大きさ 1 の新しい軸を表す。軸より添字が多いとき、軸の外の整数のときは ShapeError になる。"
    ),
    "A batch of matrices is transposed matrix by matrix, and so is the gradient on its way back.": (
        "行列のバッチは行列ごとに転置し、戻ってくる勾配も同じように転置する。"
    ),
    "x of two axes or more; the last two change places. Raises ShapeError for fewer. NumPy's `x.mT`.": (
        "x は二つ以上の軸をもち、最後の二つの軸が入れ替わる。軸がそれより少なければ ShapeError になる。NumPy の `x.mT`。"
    ),
    "Stacking arrays along a new axis cuts the upstream gradient into its slices, one for each of them.": (
        "配列を新しい軸に積み重ねると、上流から来た値は配列ごとに一枚ずつ切り分けられる。"
    ),
    "Any number of arrays of one shape, single numbers too; axis: where the new axis stands in the result, first by "
    "default. Raises ShapeError for shapes that differ.": (
        "配列の個数は自由で、形状は同じでなければならず、一つの数でもよい。axis: 結果での新しい軸の位置、既定値は先頭。"
        "形状が異なれば ShapeError になる。"
    ),
    "A border of constants is cut off again on the way back: x gets the upstream gradient of its own entries.": (
        "まわりに付けた定数は逆伝播で再び切り取られる: x は自分の要素に来た上流の値だけを受け取る。"
    ),
    "x of any shape; width: how many entries are put before and behind, one number or two; value: what they are; axis: "
    "one, several, or None for all. A single number has no axis, and stays.": (
        "x の形状は自由である。width: 前後に付ける要素の個数、数は一つか二つ。value: 付ける値。axis: 一つの軸、複数の軸、"
        "またはすべてを表す None。一つの数には軸がないので、そのままである。"
    ),
    "Looking up rows sends each row what comes back wherever it was looked up; a row taken twice adds both, one not taken "
    "gets 0.": (
        "行を取り出すと、それぞれの行は使われたすべての場所から戻った値を受け取る: 二度取り出した行は両方を足し、"
        "取り出さない行は 0 になる。"
    ),
    "x of at least one axis; i: whole numbers from 0, of any shape, which are no variables; axis: the one that they count "
    "along, the first by default. The result has i's axes in that one's place. Raises ShapeError for a position that there "
    "is not, and for negative ones. An embedding is take(W, i).": (
        "x は一つ以上の軸をもつ。i: 0 から数える整数、形状は自由で、変数ではない。axis: 数える方向の軸、既定値は最初の軸。"
        "結果ではその軸の場所に i の軸が入る。ない位置や負の数なら ShapeError になる。埋め込みは take(W, i) である。"
    ),
    "Picking the entry of each row that its label names sends the gradient to those entries, and 0 to all others.": (
        "行ごとにラベルが指す要素を選ぶと、勾配はその要素へ流れ、ほかへはすべて 0 が流れる。"
    ),
    "x (N, K) and t (N,), or with more axes in front; x (K,) and one label. t: class indices from 0, which are no "
    "variables. Raises ShapeError for a t that has not x's shape without its last axis, and for a label that there is not. "
    "The mean of -pick(log_softmax(x), t) is softmax_with_loss.": (
        "x (N, K) と t (N,)、または前にさらに軸をもつもの。x (K,) ならラベル一つである。t: 0 から数えるクラスの番号、"
        "変数ではない。t の形状が x から最後の軸を除いたものと違うとき、ないラベルのときは ShapeError になる。"
        "-pick(log_softmax(x), t) の平均が softmax_with_loss である。"
    ),
    "The logarithm of a sum of exponentials is a smooth maximum, and its gradient is the softmax.": (
        "指数の和の対数は滑らかな最大値で、その勾配はソフトマックスである。"
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Exact at ±1000. Where all "
    "entries are -inf it is -inf, with slope 0; where some are inf it is inf, and they share the gradient. Of nothing it "
    "is -inf.": (
        "x の形状は自由である。axis: 一つの軸、複数の軸、またはすべてを表す None。keepdims: 軸を大きさ 1 で残す。±1000 "
        "でも正確である。要素がすべて -inf なら -inf で傾きは 0、inf があれば inf でその要素どうしが勾配を分け合う。"
        "要素がなければ -inf である。"
    ),
    "Cutting an image into windows copies its entries, so each entry gets the sum of what its copies send back.": (
        "画像を窓に切り分けると要素がコピーされるので、それぞれの要素はコピーが戻した値の和を受け取る。"
    ),
    "x (N, C, H, W), (C, H, W) or (H, W) → (windows, C·h·w): a row for each window, image by image, from the upper left "
    "on, in it the h × w entries of each channel. size, stride and padding: n or (h, w); padding adds zeros. Raises "
    "ShapeError where no window fits. The `im2col` of Deep Learning from Scratch, chapter 7.": (
        "x (N, C, H, W), (C, H, W) または (H, W) → (窓の数、C·h·w): 窓ごとに一行、画像の順に、左上から、"
        "行にはチャンネルごとに h × w 個の要素。size, stride, padding: n または (h, w)。padding は 0 を付ける。"
        "入る窓がなければ ShapeError になる。ゼロから作る Deep Learning 7 章の `im2col`。"
    ),
    "Laying windows back onto their image adds them up where they overlap; each gets the upstream gradient of what it covers.": (
        "窓を画像の上に戻すと、重なるところでは足し合わされる。それぞれの窓は、自分が覆うところの上流の値を受け取る。"
    ),
    "y: the rows of unfold(x), (windows, C·h·w), or a row for each window and channel, (windows·C, h·w), or one number for "
    "all the places that a window has in a channel, (windows, C); out has the shape of x, of which nothing else counts. "
    "Options as those of unfold. Raises ShapeError for a y of another shape. The `col2im` of Deep Learning from Scratch, "
    "chapter 7.": (
        "y: unfold(x) の行 (窓の数、C·h·w)、または窓とチャンネルごとに一行 (窓の数·C、h·w)、"
        "または窓のチャンネル一つに数一つ (窓の数、C)。out の形状は x と同じで、x は形状だけを使う。オプションは unfold "
        "と同じ。y の形状が違えば ShapeError になる。ゼロから作る Deep Learning 7 章の `col2im`。"
    ),
    "A convolution lays the same weights on every window of an image; each weight gets what all the windows send back, added up.": (
        "畳み込みは画像のすべての窓に同じ重みを当てる。それぞれの重みは、すべての窓が戻した値の和を受け取る。"
    ),
    "x (N, C, H, W) or (C, H, W), W (F, C, h, w), b (F,) → (N, F, rows, columns): out[n, f, i, j] is b[f] plus the sum of "
    "x[n, :, i·stride + k, j·stride + l] · W[f, :, k, l], W not flipped. stride: the step from one window to the next; "
    "padding: rows and columns of 0 around the image; each n or (h, w). Rows that fill no window are dropped. The rules "
    "are those for filters of 3 × 3. Raises ShapeError where the channels differ or no window fits. Deep Learning from "
    "Scratch, chapter 7.": (
        "x (N, C, H, W) または (C, H, W)、W (F, C, h, w)、b (F,) → (N、F、行、列): out[n, f, i, j] は b[f] に x[n, :, "
        "i·stride + k, j·stride + l] · W[f, :, k, l] の和を足したもので、W は反転しない。stride: 窓から窓への間隔。padding: "
        "画像のまわりの 0 の行と列。それぞれ n または (h, w)。窓を満たさない行は捨てる。書かれた規則は 3 × 3 "
        "のフィルターのものである。チャンネル数が違うとき、入る窓がないときは ShapeError になる。ゼロから作る Deep Learning "
        "7 章。"
    ),
    "The largest entry of each window gets the whole upstream gradient of that window, the others nothing.": (
        "窓ごとに最大の要素がその窓の上流の値をすべて受け取り、ほかは何も受け取らない。"
    ),
    "x (N, C, H, W), (C, H, W) or (H, W); size: of the windows, n or (h, w), 2 by default; stride: the step from one to "
    "the next, their size by default. Rows and columns that fill no window are dropped. Ties share evenly. Raises "
    "ShapeError where no window fits. Deep Learning from Scratch, chapter 7.": (
        "x (N, C, H, W), (C, H, W) または (H, W)。size: 窓の大きさ、n または (h, w)、既定値は 2。stride: 窓から窓への間隔、"
        "既定値は窓の大きさ。窓を満たさない行と列は捨てる。同じ値どうしは等しく分ける。入る窓がなければ ShapeError になる。"
        "ゼロから作る Deep Learning 7 章。"
    ),
    "Every entry of a window gets an equal part of the window's upstream gradient.": (
        "窓のすべての要素は、その窓の上流の値を等しく分けて受け取る。"
    ),
    "x (N, C, H, W), (C, H, W) or (H, W); size: of the windows, n or (h, w), 2 by default; stride: the step from one to "
    "the next, their size by default. Rows and columns that fill no window are dropped, and get 0. Raises ShapeError where "
    "no window fits.": (
        "x (N, C, H, W), (C, H, W) または (H, W)。size: 窓の大きさ、n または (h, w)、既定値は 2。stride: 窓から窓への間隔、"
        "既定値は窓の大きさ。窓を満たさない行と列は捨てられ、0 を受け取る。入る窓がなければ ShapeError になる。"
    ),
    "Normalising an example takes out its mean and its spread; so the gradient loses its mean, and its part along the result.": (
        "一つのデータを正規化すると、その平均と広がりが消える。だから勾配からも、その平均と、結果に沿う成分が除かれる。"
    ),
    "x of any shape but a single number; axis: the last, or the last several, whose entries are normalised together; eps: "
    "within the root, so that equal entries give beta and get 0; gamma, beta: of the shape of those axes of x, or single "
    "numbers. The mean square is divided by the count (ddof 0). Raises ShapeError for other shapes. Ba, Kiros and Hinton, "
    "2016.": (
        "x の形状は自由だが、一つの数は使えない。axis: 最後の軸、または最後のいくつかの軸で、その要素をまとめて正規化する。"
        "eps: 平方根の中に足すので、要素がすべて等しければ結果は beta、受け取る値は 0 になる。gamma, beta: x "
        "のその軸と同じ形状、または一つの数。二乗の平均は個数で割る (ddof 0)。形状が違えば ShapeError になる。Ba, Kiros, "
        "Hinton, 2016。"
    ),
    "Each example of a batch moves the mean and the spread of all of them, so the gradient of one reaches all the others.": (
        "バッチの一つ一つのデータが全体の平均と広がりを動かすので、一つのデータの勾配はほかのすべてに及ぶ。"
    ),
    "x (N, C), or (N, C, …) such as images: features lie along axis 1, and the entries of one along all the other axes are "
    "normalised together; gamma, beta (C,), or single numbers; eps: within the root. A feature of one value gives beta and "
    "gets 0. The mean square is divided by the count (ddof 0); there is no running mean. Raises ShapeError for other "
    "shapes. Ioffe and Szegedy, 2015; Deep Learning from Scratch, chapter 6.": (
        "x (N, C)、または画像のように (N, C, …): 特徴は軸 1 に並び、"
        "一つの特徴の要素はほかのすべての軸にわたってまとめて正規化される。gamma, beta (C,)、または一つの数。eps: "
        "平方根の中に足す。値が一つしかない特徴の結果は beta、受け取る値は 0 である。二乗の平均は個数で割る (ddof 0)。"
        "移動平均はない。形状が違えば ShapeError になる。Ioffe, Szegedy, 2015; ゼロから作る Deep Learning 6 章。"
    ),
}
