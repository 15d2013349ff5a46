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
    "feeds several": "複数のノードへ進む値",
    "from {node}": "{node} から",
    "from {count} others": "ほかの {count} か所から",
    "sum": "合計",
    "{node}, as {argument}": "{node} の入力 {argument}",
    "none": "なし",
    "{names} and {count} more": "{names} ほか {count} 個",
    "{names}: no way leads to {output}, so the gradient is 0": "{names}: {output} まで続く道がないので勾配は 0",
    "{names}: no gradient, for only comparisons, conditions or labels lead to {output}": (
        "{names}: {output} へは比較・条件・ラベルを通してしか続かないので勾配はない"
    ),
    "smallest {smallest}, largest {largest}, mean {mean}": "最小 {smallest}, 最大 {largest}, 平均 {mean}",
    "arrays of more than {count} entries are summed up: --full shows them whole": (
        "要素が {count} 個を超える配列は要約して表示: --full ですべて表示"
    ),
    "{count} {what} are left out: --full shows them": "{what} {count} 個を省略: --full ですべて表示",
    "dout at {entries}, 0 elsewhere": "{entries} では dout, ほかは 0",
    "summed over axis {axes}": "軸 {axes} で合計",
    "summed over axes {axes}": "軸 {axes} で合計",
    "{call} = {value}: so many examples, the entries of {x} without its last axis": (
        "{call} = {value}: データの個数, 最後の軸を除いた {x} の要素数"
    ),
    "{call} = {value}: so many examples, the rows of {x}": "{call} = {value}: データの個数, {x} の行数",
    "{call} = {value}: so many entries": "{call} = {value}: 要素の個数",
    "{call}: a row for each label, 1 at the label and 0 elsewhere": "{call}: ラベルごとに 1 行, ラベルの位置は 1, ほかは 0",
    "in {layer}:": "{layer} の中で:",
    "the slope is a choice": "傾きを自由に決められる点",
    "{node} stands at a kink, where the slope is a convention: {what}": "{node} は折れ点にあり, 傾きは約束で決める: {what}",
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
    "answers": "解答",
    "of": "種類",
    "forward": "順伝播",
    "gradient": "勾配",
    "you wrote": "書いた答え",
    "it is": "正解",
    "difference": "差",
    "{count} files": "ファイル {count} 個",
    "{count} answers": "解答 {count} 個",
    "{count} right": "正解 {count} 個",
    "{count} faults": "エラー {count} 個",
    "{right} of {count} hold": "{count} 個中 {right} 個が正しい",
    "none expected": "解答の記入なし",
    "a value is not finite": "有限でない値がある",
    "the gradient of {answer}": "勾配 {answer}",
    "right to the digits written: --written counts it": "書いた桁までは正しい: --written では正解とする",
    "you wrote {wrote}, it is {right}": "書いた答えは {wrote}, 正解は {right}",
    "it has no gradient": "勾配がない",
    "{count} entries, asked are {asked}: is a comma in {written} a decimal sign?": (
        "要素が {count} 個, 問題では {asked} 個: {written} のカンマは小数点?"
    ),
    "{given}, asked is {asked}": "{given}, 問題では {asked}",
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
        "すべての勾配が正しい。一部は折れ点にあり, 傾きは約束で決める"
    ),
    "every gradient is right that is judged; some are meant to differ from the slope": (
        "判定した勾配はすべて正しい。一部は意図的に実際の傾きと変えてある"
    ),
    "a gradient is wrong": "誤った勾配がある",
    "nothing can be claimed of some gradients: the numerical ones are too inexact": (
        "一部の勾配は判定できない: 数値微分の精度が足りない"
    ),
    "a value or a gradient is not finite": "有限でない値または勾配がある",
    "rounding has spoilt some gradients: nothing can be claimed of them": "丸め誤差で壊れた勾配があり, 判定できない",
    "a layer cannot be run": "実行できない層がある",
    "a layer is wrong by itself, though the gradients of {output} do not show it": (
        "{output} の勾配には現れないが, それ自体が誤っている層がある"
    ),
    "a layer misbehaves; its gradients are right": "勾配は正しいが, 動作に問題のある層がある",
    "{count} entries": "要素 {count} 個",
    "{count} forward passes": "順伝播 {count} 回",
    "{seconds} s": "{seconds} 秒",
    "{entries} checked; output {output}, method {method}, seed {seed}": (
        "{entries} を確認; 出力 {output}, 方法 {method}, シード {seed}"
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
    "{whose} gives {gives}, should be {should}": "{whose} の結果は {gives}, 正しくは {should}",
    "{whose} gives {number}": "{whose} の結果は {number}",
    "for an upstream of 1": "上流の値が 1 のとき",
    "for an upstream of ones": "上流の値がすべて 1 のとき",
    "for a random upstream": "上流の値が乱数のとき",
    "for a random upstream: one of 1 hides it": "上流の値が乱数のとき: 1 では現れない",
    "for a random upstream: one of ones hides it": "上流の値が乱数のとき: すべて 1 では現れない",
    "{wrong} of {count} entries are wrong": "要素 {count} 個中 {wrong} 個が誤り",
    "its sign is wrong": "符号が逆",
    "it is 0 in every entry": "すべての要素が 0",
    "it should be 0 in every entry: does the result use {name}?": "すべての要素が 0 のはず: 結果に {name} は使われている?",
    "it is 1/{size} of what it should be, and {size} is a size of {whose}": "正しい値の 1/{size} 倍で, {size} は {whose} の大きさ",
    "it is {times} times what it should be in every entry": "すべての要素が正しい値の {times} 倍",
    "its gradient is not finite, though all that it gets is": "受け取る値はすべて有限なのに, 勾配が有限でない",
    "its {count} entries at the kink": "折れ点にある要素 {count} 個",
    "{one} and {other}": "{one} と {other}",
    "at a kink, for a random upstream: {what} moved together; each by itself looks right": (
        "折れ点, 上流の値が乱数のとき: {what} を一緒に動かした; 一つずつなら正しく見える"
    ),
    "backward does not use dout: it gives the same for twice the upstream": (
        "逆伝播が dout を使っていない: 上流の値を 2 倍にしても結果が同じ"
    ),
    "twice the upstream gradient does not give twice the gradient: something is added that does not come from dout": (
        "上流の値を 2 倍にしても勾配が 2 倍にならない: dout から来ない値が足されている"
    ),
    "after the forward passes of all layers, as the book runs them, backward answers otherwise than alone: "
    "does it remember its inputs in a place that all objects share?": (
        "本のように全層の順伝播の後では, 逆伝播の結果が単独のときと異なる: 入力を全オブジェクト共有の場所に覚えていない?"
    ),
    "a second backward pass after one forward pass answers differently: backward changes what forward has remembered": (
        "1 回の順伝播の後に逆伝播を 2 回行うと結果が変わる: 逆伝播が, 順伝播で覚えた値を書き換えている"
    ),
    "a second backward pass after one forward pass fails: {error}": "1 回の順伝播の後に逆伝播を 2 回行うと失敗する: {error}",
    "the same at {names}": "{names} でも同じ",
    "{name} holds class indices: a subtraction takes them for numbers, and broadcasts them in silence": (
        "{name} はクラスの番号: 引き算ではただの数として扱われ, 黙ってブロードキャストされる"
    ),
    "{name} holds class indices, not one-hot rows": "{name} は one-hot の行ではなくクラスの番号",
    "{input} is one example: is the code meant for a batch?": "{input} は一つのデータ: バッチ用のコード?",
    "forward adds {number} inside a logarithm, which backward leaves out": (
        "順伝播は対数の中に {number} を足すが, 逆伝播にはそれがない"
    ),
    "{where} takes {name} and never uses it": "{where}: 引数 {name} を受け取るが使っていない",
    "{where} reads {name} of the file, not its input: did you mean self.{name}?": (
        "{where}: 入力ではなくファイルの {name} を読んでいる, self.{name} のこと?"
    ),
    "{where} writes into {name}: work on a copy, {name}.copy()": (
        "{where}: {name} を書き換えている, コピー {name}.copy() を使うこと"
    ),
    "{where} answers differently the second time: it draws random numbers, or keeps state": (
        "{where}: 2 回目の結果が異なる, 乱数を使うか状態を残している"
    ),
    "{name} does not reach {output}: its gradient is 0": "{name} は {output} に届かないので勾配は 0",
    "{name} has no gradient: it reaches {output} only through comparisons, conditions or labels": (
        "{name} に勾配はない: {output} へは比較・条件・ラベルを通してしか届かない"
    ),
    "the gradient of {name} is 0": "{name} の勾配は 0",
    "the gradient of {name} is 0 in every entry": "{name} の勾配はすべての要素が 0",
    "the way from {name} goes through a layer that computes in {kind}: its tolerance is {tolerance}": (
        "{name} からの道は {kind} で計算する層を通るので, 許容誤差は {tolerance}"
    ),
    "at this {entry} {output} jumps by {jump}: its slope there is a convention": (
        "この {entry} で {output} が {jump} だけ跳ぶので, そこでの傾きは約束で決める"
    ),
    "{name} is the first value that is not finite": "最初に有限でなくなる値: {name}",
    "the gradient of {name} is the first that is not finite": "最初に有限でなくなる勾配: {name}",
    "the numerical gradient is not finite": "数値微分が有限でない",
    "nothing can be claimed of {where} by itself: {why}": "{where} だけでは判定できない: {why}",
    "its value jumps at this point, and has no slope there": "この点で値が跳び, 傾きがない",
    "its numerical gradient is too inexact": "数値微分の精度が足りない",
    "the upstream gradient is random (seed {seed}): one of ones hides faults": (
        "上流の値は乱数 (シード {seed}): すべて 1 では誤りが隠れることがある"
    ),
    "the gradient of {nodes} is meant to differ from the slope: what goes through it is not judged": (
        "{nodes} の勾配は意図的に実際の傾きと変えてある: ここを通る勾配は判定しない"
    ),
    "several kinks meet: each layer keeps to its convention, and together they lie beside both slopes": (
        "折れ点がいくつも重なる: どの層も約束を守るが, 合わせると左右どちらの傾きとも異なる"
    ),
    "every layer is right by itself: the numerical gradient of the whole is to be doubted": (
        "層は一つ一つすべて正しい: 全体の数値微分のほうを疑うこと"
    ),
    "the point is a kink, where remainders do not follow Taylor: --method auto judges kinks": (
        "折れ点では剰余項がテイラーの定理に従わない: --method auto で判定できる"
    ),
    "the gradient of {name} has lost its digits to rounding at {node} = {expression}": (
        "{name} の勾配は {node} = {expression} の丸めで桁を失った"
    ),
    "rearrange it, so that nearly equal numbers are not subtracted, nor a small one added to a large one": (
        "ほぼ等しい数を引いたり, 大きい数に小さい数を足したりしない式に書き換えること"
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
    "backward, {name}": "逆伝播, {name}",
    "dout is the upstream gradient, out the result": "dout は上流から来た値, out は順伝播の結果",
    "backward is the local gradient: the upstream gradient is multiplied by it": (
        "逆伝播の式は局所的な微分: 上流から来た値にこれを掛ける"
    ),
    "title": "題名",
    "no problems were found beside the program": "プログラムに付属する問題が見つからない",
    # draw and its page
    "A computational graph": "計算グラフ",
    "{value}, gradient {gradient}": "{value}, 勾配 {gradient}",
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
    "Nothing can be moved here: {reason}.": "ここでは数を動かせません: {reason}。",
    "it has arrays, and only single numbers can be moved": "配列があり, 動かせるのは一つの数だけ",
    "{layer} has no words that a browser knows": "{layer} はブラウザでは計算できない",
    "move the numbers": "数を動かす",
    "as given": "元の値",
    "{name}, slider": "{name}, スライダー",
    "{name}, exact": "{name}, 正確な値",
    "Given: {values}": "与えられた値: {values}",
    "Forward: {step}": "順伝播: {step}",
    "Backward: {step}": "逆伝播: {step}",
    "Backward: {equation}, where the backward pass begins": "逆伝播: {equation}, ここから逆伝播が始まる",
    "Backward: the given gradient of {name} is {gradient}": "逆伝播: 与えられた {name} の勾配は {gradient}",
    "Backward: {name} sends nothing back": "逆伝播: {name} から戻る値はない",
    "{name} gets {product}": "{name} へ: {product}",
    "propagated to {name}: {product}": "{name} へ伝播する値: {product}",
    "upstream × local = propagated: {product} (local {derivative})": (
        "上流 × 局所的な微分 = 伝播する値: {product} (局所的な微分 {derivative})"
    ),
    "; {name} so far: {sum}, {count} more to come": "; {name} はここまで: {sum}, あと {count} 個",
    "; {name} in all: {sum}": "; {name} は合計: {sum}",
    "the output": "出力",
    "{value}, the output": "{value}, 出力",
    "{value}, to {name}": "{value}, {name} へ",
    "{value}, to {name}, gradient back {gradient}": "{value}, {name} へ, 戻る勾配 {gradient}",
    "{value}, gradient in all {gradient}": "{value}, 勾配の合計 {gradient}",
    # explain
    # quiz
    # mark, and its reasons
    # the sentence to keep of each layer
}
