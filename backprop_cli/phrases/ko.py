"""Korean: each English phrase of the program with its translation.

No particle hangs on a blank: whether 을 or 를 is right depends on what is filled in.
"""

PHRASES = {
    # tables: forward, backward
    "node": "노드",
    "value": "값",
    # tables: check, gradcheck
    # tables: layers, problems
    # draw and its page
    # explain
    "local gradient": "국소적 미분",
    "way": "길",
    "product": "곱",
    "given upstream": "주어진 상류",
    "shapes": "모양",
    "what comes back": "돌아오는 값",
    "what its readers send back": "이 값을 읽는 노드들이 보내는 값",
    "(first input)": "(첫째 입력)",
    "(second input)": "(둘째 입력)",
    "(third input)": "(셋째 입력)",
    "(input {number})": "({number}번째 입력)",
    "({layer}: --expand opens it)": "({layer}: --expand 옵션으로 펼친다)",
    "about 10^{power}": "약 10^{power}",
    "{count} more nodes (--full)": "노드 {count}개 더 있음 (--full)",
    "{names}: no way leads to {output}, so the gradient is 0": "{names}: {output}까지 이어지는 길이 없으므로 기울기는 0",
    "{names}: no gradient, for only comparisons, conditions or labels lead to {output}": (
        "{names}: {output}까지 비교, 조건, 레이블로만 이어지므로 기울기가 없음"
    ),
    "{gradient}, where the backward pass begins": "{gradient}: 역전파는 여기서 시작한다",
    "{name} reaches {output} in one way: {way}": "{name}에서 {output}까지 가는 길은 하나다: {way}",
    "{name} reaches {output} in {count} ways": "{name}에서 {output}까지 가는 길의 수: {count}",
    "{name} reaches {output} in {count} ways: too many to list": (
        "{name}에서 {output}까지 가는 길의 수: {count} (너무 많아서 다 적을 수 없다)"
    ),
    "Along a way the local gradients are multiplied; what the ways bring is added.": (
        "한 길에서는 국소적 미분을 곱하고, 여러 길에서 온 값은 더한다."
    ),
    "Right to left, what comes back to each node:": "오른쪽에서 왼쪽으로, 각 노드에 돌아오는 값:",
    "Right to left, what comes back to a node is the sum over its readings:": (
        "오른쪽에서 왼쪽으로. 노드에 돌아오는 값은 그 노드를 읽는 곳마다 보내는 값의 합이다:"
    ),
    "These are arrays: right to left, what comes back to each; dout is what came back to the node itself.": (
        "이 값들은 배열이다. 오른쪽에서 왼쪽으로, 각각에 돌아오는 값을 적는다. dout은 그 노드 자신에 돌아온 값이다."
    ),
    "What comes back to one from several is added.": "여러 곳에서 한 값에 돌아온 것은 더한다.",
    "{node}, so {gradient}": "{node}, 따라서 {gradient}",
    "This gradient is not finite: there is no step to work out again.": (
        "이 기울기는 유한한 수가 아니므로 조금 움직여 다시 계산해 볼 수 없다."
    ),
    "This gradient has lost its digits to rounding, at {node}: do not trust the number.": (
        "이 기울기는 반올림 오차로 유효 숫자를 잃었다 (노드: {node}). 이 수를 믿지 말 것."
    ),
    "If {name} rises by {by}, {output} rises by about {change} ({product})": (
        "{name}의 값이 {by}만큼 커지면 {output}의 값은 약 {change}만큼 커진다 ({product})"
    ),
    "If {name} rises by {by}, {output} falls by about {change} ({product})": (
        "{name}의 값이 {by}만큼 커지면 {output}의 값은 약 {change}만큼 작아진다 ({product})"
    ),
    "If {name} rises by {by}, {output} does not change at first order": (
        "{name}의 값이 {by}만큼 커져도 {output}의 값은 1차 근사에서 변하지 않는다"
    ),
    "; worked out again, it goes from {before} to {after}.": ". 다시 계산하면 {before}에서 {after}까지 바뀐다.",
    "the sum of {product}": "{product}의 합",
    "from {node}": "{node}에서 온 값",
    "{entry} is read by {node}:": "{entry}. 이 원소을 읽는 노드: {node}",
    "{entry} is read by {node}. Its rule for {name} is {rule}:": (
        "{entry}. 이 원소을 읽는 노드: {node}. {name}에 대한 역전파 규칙: {rule}"
    ),
    "{entry} is read by {node}, where {what}:": "{entry}. 이 원소을 읽는 노드: {node}. 여기서 {what}:",
    "{entry} is read by {node}. Its rule for {name} is {rule}, where {what}:": (
        "{entry}. 이 원소을 읽는 노드: {node}. {name}에 대한 역전파 규칙: {rule}. 여기서 {what}:"
    ),
    "{dout} is the given upstream": "{dout}: 주어진 상류",
    "{dout} is 1 everywhere": "{dout}: 모든 원소이 1",
    "no rule is known": "알려진 규칙이 없다",
    "… {count} more …": "… {count}개 더 …",
    "One entry of it, as a sum: {command}": "원소 하나를 합으로 보려면: {command}",
    "Where {dout} comes from: {command}": "{dout}의 유래: {command}",
    # quiz
    # mark, and its reasons
    # the sentence to keep of each layer
}
