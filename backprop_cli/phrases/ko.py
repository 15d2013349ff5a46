"""Korean: each English phrase of the program with its translation.

No particle hangs on a blank: whether 을 or 를 is right depends on what is filled in.
"""

PHRASES = {
    # tables: forward, backward
    "node": "노드",
    "nodes": "노드",
    "value": "값",
    "variable": "변수",
    "variables": "변수",
    "constant": "상수",
    "constants": "상수",
    "unit": "단위",
    "description": "설명",
    "expression": "식",
    "numbers put in": "숫자를 넣은 식",
    "shapes put in": "형상을 넣은 식",
    "input": "입력",
    "local gradient": "국소적 미분",
    "upstream {times} local = propagated": "상류 {times} 국소적 미분 = 전파되는 값",
    "edges": "에지",
    "name": "이름",
    "names": "이름",
    "feeds several": "여러 노드로 가는 값",
    "from {node}": "{node}에서 온 값",
    "from {count} others": "나머지 {count}곳에서 온 값",
    "sum": "합계",
    "{node}, as {argument}": "{node}의 입력 {argument}",
    "none": "없음",
    "{names} and {count} more": "{names} 외 {count}개",
    "{names}: no way leads to {output}, so the gradient is 0": "{names}: {output}까지 이어지는 경로가 없으므로 기울기는 0",
    "{names}: no gradient, for only comparisons, conditions or labels lead to {output}": (
        "{names}: {output}까지 비교, 조건, 레이블로만 이어지므로 기울기가 없음"
    ),
    "smallest {smallest}, largest {largest}, mean {mean}": "최솟값 {smallest}, 최댓값 {largest}, 평균 {mean}",
    "arrays of more than {count} entries are summed up: --full shows them whole": (
        "원소가 {count}개보다 많은 배열은 요약해서 표시: --full을 붙이면 전부 표시"
    ),
    "{count} {what} are left out: --full shows them": "{what} {count}개 생략: --full을 붙이면 전부 표시",
    "dout at {entries}, 0 elsewhere": "{entries} 위치에는 dout, 나머지는 0",
    "summed over axis {axes}": "축 {axes}에 대해 합산",
    "summed over axes {axes}": "축 {axes}에 대해 합산",
    "{call} = {value}: so many examples, the entries of {x} without its last axis": (
        "{call} = {value}: 데이터의 개수, 마지막 축을 뺀 {x}의 원소 수"
    ),
    "{call} = {value}: so many examples, the rows of {x}": "{call} = {value}: 데이터의 개수, {x}의 행 수",
    "{call} = {value}: so many entries": "{call} = {value}: 원소의 개수",
    "{call}: a row for each label, 1 at the label and 0 elsewhere": "{call}: 레이블마다 한 행, 레이블 위치는 1이고 나머지는 0",
    "in {layer}:": "{layer} 안에서:",
    "the slope is a choice": "기울기를 정하기 나름인 곳",
    "{node} stands at a kink, where the slope is a convention: {what}": "{node}: 꺾인 점이라 기울기는 약속으로 정함, {what}",
    "columns {span}": "{span}열",
    "column {span}": "{span}열",
    # tables: check, gradcheck
    "pass": "맞음",
    "fail": "틀림",
    "error": "오류",
    "kink": "꺾인 점",
    "meant": "의도함",
    "blank": "빈칸",
    "unclear": "불분명",
    "inconclusive": "판정 불가",
    "nonfinite": "유한하지 않음",
    "{count} {verdict}": "{verdict} {count}개",
    "file": "파일",
    "verdict": "판정",
    "answers": "답",
    "of": "구분",
    "forward": "순전파",
    "gradient": "기울기",
    "you wrote": "적은 답",
    "it is": "정답",
    "difference": "차이",
    "{count} files": "파일 {count}개",
    "{count} answers": "답 {count}개",
    "{count} right": "맞은 답 {count}개",
    "{count} faults": "오류 {count}개",
    "{right} of {count} hold": "{count}개 중 {right}개 맞음",
    "none expected": "적힌 답 없음",
    "a value is not finite": "유한하지 않은 값이 있음",
    "the gradient of {answer}": "기울기 {answer}",
    "right to the digits written: --written counts it": "적은 자릿수까지는 맞음: --written을 붙이면 맞은 것으로 처리",
    "you wrote {wrote}, it is {right}": "적은 답 {wrote}, 정답 {right}",
    "it has no gradient": "기울기가 없음",
    "{count} entries, asked are {asked}: is a comma in {written} a decimal sign?": (
        "원소 {count}개, 문제의 원소는 {asked}개: {written}의 쉼표는 소수점인가?"
    ),
    "{given}, asked is {asked}": "{given}, 문제에서 묻는 것은 {asked}",
    "shape {shape}": "형상 {shape}",
    "a number": "숫자 하나",
    "{names} is blank": "{names} 빈칸",
    "{names} are blank": "{names} 빈칸",
    "and {count} more": "외 {count}개",
    "{text}: is that {number}?": "{text}: {number}인가?",
    "{text}: in {brackets} a comma ends the value": "{text}: {brackets} 안에서는 쉼표에서 값이 끝남",
    "it cannot be read": "읽을 수 없음",
    "every gradient is right": "모든 기울기가 맞음",
    "every gradient is right, and some lie at a kink, where the slope is a convention": (
        "모든 기울기가 맞음, 일부는 꺾인 점에 있어 기울기를 약속으로 정함"
    ),
    "every gradient is right that is judged; some are meant to differ from the slope": (
        "판정한 기울기는 모두 맞음, 일부는 일부러 실제 기울기와 다르게 정의됨"
    ),
    "a gradient is wrong": "틀린 기울기가 있음",
    "nothing can be claimed of some gradients: the numerical ones are too inexact": (
        "일부 기울기는 판정할 수 없음: 수치 미분이 너무 부정확함"
    ),
    "a value or a gradient is not finite": "유한하지 않은 값이나 기울기가 있음",
    "rounding has spoilt some gradients: nothing can be claimed of them": "반올림 오차로 망가진 기울기가 있어 판정할 수 없음",
    "a layer cannot be run": "실행할 수 없는 계층이 있음",
    "a layer is wrong by itself, though the gradients of {output} do not show it": (
        "{output}의 기울기에는 드러나지 않지만 계층 하나가 그 자체로 틀림"
    ),
    "a layer misbehaves; its gradients are right": "기울기는 맞지만 잘못 동작하는 계층이 있음",
    "{count} entries": "원소 {count}개",
    "{count} forward passes": "순전파 {count}번",
    "{seconds} s": "{seconds}초",
    "{entries} checked; output {output}, method {method}, seed {seed}": (
        "{entries} 확인; 출력 {output}, 방법 {method}, 시드 {seed}"
    ),
    "backward pass": "역전파",
    "numerical": "수치 미분",
    "bound": "허용 오차",
    "method": "방법",
    "slopes left, right": "왼쪽, 오른쪽 기울기",
    "entries": "원소",
    "remainder": "나머지항",
    "order": "차수",
    "order 2: the gradient is right; order 1: it is wrong": "차수 2: 기울기가 맞음; 차수 1: 틀림",
    "layer {layer} at node {node}": "노드 {node}의 계층 {layer}",
    "backward for {input}": "입력 {input}에 대한 역전파",
    "{whose} gives {gives}, should be {should}": "{whose} 결과 {gives}, 바른 값 {should}",
    "{whose} gives {number}": "{whose} 결과 {number}",
    "for an upstream of 1": "상류의 값이 1일 때",
    "for an upstream of ones": "상류의 값이 모두 1일 때",
    "for a random upstream": "상류의 값이 무작위일 때",
    "for a random upstream: one of 1 hides it": "상류의 값이 무작위일 때: 1로는 드러나지 않음",
    "for a random upstream: one of ones hides it": "상류의 값이 무작위일 때: 모두 1이면 드러나지 않음",
    "{wrong} of {count} entries are wrong": "원소 {count}개 중 {wrong}개가 틀림",
    "its sign is wrong": "부호가 틀림",
    "it is 0 in every entry": "모든 원소가 0",
    "it should be 0 in every entry: does the result use {name}?": "모든 원소가 0이어야 함: 결과에 {name} 입력이 쓰이는가?",
    "it is 1/{size} of what it should be, and {size} is a size of {whose}": "바른 값의 1/{size}배, {size} = {whose}의 크기",
    "it is {times} times what it should be in every entry": "모든 원소가 바른 값의 {times}배",
    "its gradient is not finite, though all that it gets is": "받은 값은 모두 유한한데 기울기가 유한하지 않음",
    "its {count} entries at the kink": "꺾인 점에 있는 원소 {count}개",
    "{one} and {other}": "{one} 및 {other}",
    "at a kink, for a random upstream: {what} moved together; each by itself looks right": (
        "꺾인 점, 상류의 값이 무작위일 때: {what} 동시에 움직임; 하나씩 움직이면 맞아 보임"
    ),
    "backward does not use dout: it gives the same for twice the upstream": (
        "역전파가 dout을 쓰지 않음: 상류의 값을 두 배로 해도 결과가 같음"
    ),
    "twice the upstream gradient does not give twice the gradient: something is added that does not come from dout": (
        "상류의 값을 두 배로 해도 기울기가 두 배가 되지 않음: dout에서 오지 않은 값이 더해짐"
    ),
    "after the forward passes of all layers, as the book runs them, backward answers otherwise than alone: "
    "does it remember its inputs in a place that all objects share?": (
        "책처럼 모든 계층의 순전파를 마친 뒤에는 역전파 결과가 혼자일 때와 다름: 입력을 모든 객체가 함께 쓰는 곳에 저장하는가?"
    ),
    "a second backward pass after one forward pass answers differently: backward changes what forward has remembered": (
        "순전파 한 번 뒤에 역전파를 두 번 하면 결과가 달라짐: 역전파가 순전파에서 저장한 값을 바꿈"
    ),
    "a second backward pass after one forward pass fails: {error}": "순전파 한 번 뒤에 역전파를 두 번 하면 실패함: {error}",
    "the same at {names}": "{names} 노드도 마찬가지",
    "{name} holds class indices: a subtraction takes them for numbers, and broadcasts them in silence": (
        "{name}: 클래스 번호임, 뺄셈에서는 보통 숫자로 취급되어 경고 없이 브로드캐스트됨"
    ),
    "{name} holds class indices, not one-hot rows": "{name}: 원-핫 벡터가 아니라 클래스 번호임",
    "{input} is one example: is the code meant for a batch?": "{input}: 데이터 한 개임, 배치용 코드인가?",
    "forward adds {number} inside a logarithm, which backward leaves out": (
        "순전파는 로그 안에 {number}만큼 더하지만 역전파에는 그것이 빠짐"
    ),
    "{where} takes {name} and never uses it": "{where}: 인수 {name}, 받기만 하고 쓰지 않음",
    "{where} reads {name} of the file, not its input: did you mean self.{name}?": (
        "{where}: 입력이 아니라 파일의 {name} 변수를 읽음, 혹시 self.{name}?"
    ),
    "{where} writes into {name}: work on a copy, {name}.copy()": (
        "{where}: 인수 {name}의 내용을 바꿈, 사본 {name}.copy()에서 계산할 것"
    ),
    "{where} answers differently the second time: it draws random numbers, or keeps state": (
        "{where}: 두 번째 결과가 다름, 난수를 쓰거나 상태를 남김"
    ),
    "{name} does not reach {output}: its gradient is 0": "{name}: {output}까지 이어지지 않으므로 기울기는 0",
    "{name} has no gradient: it reaches {output} only through comparisons, conditions or labels": (
        "{name}: {output}까지 비교, 조건, 레이블로만 이어지므로 기울기가 없음"
    ),
    "the gradient of {name} is 0": "{name}의 기울기는 0",
    "the gradient of {name} is 0 in every entry": "{name}의 기울기는 모든 원소가 0",
    "the way from {name} goes through a layer that computes in {kind}: its tolerance is {tolerance}": (
        "{name}에서 가는 경로에 {kind} 정밀도로 계산하는 계층이 있어 허용 오차는 {tolerance}"
    ),
    "at this {entry} {output} jumps by {jump}: its slope there is a convention": (
        "이 {entry}에서 {output}의 값이 {jump}만큼 뛰므로 그곳의 기울기는 약속임"
    ),
    "{name} is the first value that is not finite": "처음으로 유한하지 않게 된 값: {name}",
    "the gradient of {name} is the first that is not finite": "처음으로 유한하지 않게 된 기울기: {name}",
    "the numerical gradient is not finite": "수치 미분이 유한하지 않음",
    "nothing can be claimed of {where} by itself: {why}": "{where}만 따로 판정할 수 없음: {why}",
    "its value jumps at this point, and has no slope there": "이 점에서 값이 뛰어 기울기가 없음",
    "its numerical gradient is too inexact": "수치 미분이 너무 부정확함",
    "the upstream gradient is random (seed {seed}): one of ones hides faults": (
        "상류의 값은 무작위(시드 {seed}): 모두 1이면 틀린 곳이 드러나지 않을 수 있음"
    ),
    "the gradient of {nodes} is meant to differ from the slope: what goes through it is not judged": (
        "{nodes}의 기울기는 일부러 실제 기울기와 다르게 정의됨: 이곳을 지나는 기울기는 판정하지 않음"
    ),
    "several kinks meet: each layer keeps to its convention, and together they lie beside both slopes": (
        "꺾인 점이 여럿 겹침: 계층마다 약속을 지키지만, 합치면 양쪽 기울기와 다른 값이 됨"
    ),
    "every layer is right by itself: the numerical gradient of the whole is to be doubted": (
        "계층은 하나하나 모두 맞음: 전체의 수치 미분을 의심해야 함"
    ),
    "a step or a comparison jumps within the smallest step of the test: --method auto judges it": (
        "가장 작은 간격 안에서 계단 함수나 비교의 값이 뜀: --method auto로 판정할 것"
    ),
    "the point is a kink, where remainders do not follow Taylor: --method auto judges kinks": (
        "꺾인 점에서는 나머지항이 테일러 정리를 따르지 않음: --method auto로 판정할 것"
    ),
    "the gradient of {name} has lost its digits to rounding at {node} = {expression}": (
        "{name}의 기울기가 {node} = {expression}에서 반올림으로 자릿수를 잃음"
    ),
    "rearrange it, so that nearly equal numbers are not subtracted, nor a small one added to a large one": (
        "거의 같은 수를 빼거나 큰 수에 작은 수를 더하지 않도록 식을 바꿀 것"
    ),
    "write log(1 + x) as log1p(x)": "log(1 + x) 대신 log1p(x) 사용",
    "write (1 + r) ** n - 1 as expm1(n * log1p(r))": "(1 + r) ** n - 1 대신 expm1(n * log1p(r)) 사용",
    "write 1 + x - 1 as x": "1 + x - 1 대신 x 사용",
    "write exp(x) - 1 as expm1(x)": "exp(x) - 1 대신 expm1(x) 사용",
    "write 1 - cos(x) as 2 * sin(x / 2) ** 2": "1 - cos(x) 대신 2 * sin(x / 2) ** 2 사용",
    "write 1 - sigmoid(x) as sigmoid(-x)": "1 - sigmoid(x) 대신 sigmoid(-x) 사용",
    "write log(softmax(x)) as log_softmax(x)": "log(softmax(x)) 대신 log_softmax(x) 사용",
    "write log(sigmoid(x)) as -softplus(-x)": "log(sigmoid(x)) 대신 -softplus(-x) 사용",
    "write sqrt(a) - sqrt(b) as (a - b) / (sqrt(a) + sqrt(b))": "sqrt(a) - sqrt(b) 대신 (a - b) / (sqrt(a) + sqrt(b)) 사용",
    # tables: layers, problems
    "class": "클래스",
    "inputs": "입력",
    "options": "옵션",
    "backward": "역전파",
    "convention": "약속",
    "called": "호출",
    "operator": "연산자",
    "backward, {name}": "역전파, {name}",
    "dout is the upstream gradient, out the result": "dout은 상류에서 온 값, out은 순전파의 결과",
    "backward is the local gradient: the upstream gradient is multiplied by it": (
        "역전파 식은 국소적 미분: 상류에서 온 값에 이것을 곱함"
    ),
    "title": "제목",
    "no problems were found beside the program": "프로그램과 함께 설치된 문제가 없음",
    # draw and its page
    "A computational graph": "계산 그래프",
    "{value}, gradient {gradient}": "{value}, 기울기 {gradient}",
    "(yours)": "(직접 정의)",
    "(further down)": "(아래에 있음)",
    "lines": "줄",
    "to the first step": "첫 단계로",
    "one step back": "한 단계 뒤로",
    "play": "재생",
    "pause": "멈춤",
    "play or pause": "재생 또는 멈춤",
    "one step on": "한 단계 앞으로",
    "to the last step": "마지막 단계로",
    "steps": "단계",
    "step {step} of {last}": "{last}단계 중 {step}단계",
    "Nothing can be moved here: {reason}.": "여기서는 숫자를 움직일 수 없다: {reason}.",
    "it has arrays, and only single numbers can be moved": "배열이 있고, 움직일 수 있는 것은 숫자 하나로 된 값뿐이다",
    "{layer} has no words that a browser knows": "{layer} 계층은 브라우저에서 계산할 수 없다",
    "move the numbers": "숫자를 움직여 보기",
    "as given": "처음 값으로",
    "{name}, slider": "{name}, 슬라이더",
    "{name}, exact": "{name}, 정확한 값",
    "Given: {values}": "주어진 값: {values}",
    "Forward: {step}": "순전파: {step}",
    "Backward: {step}": "역전파: {step}",
    "Backward: {equation}, where the backward pass begins": "역전파: {equation}, 역전파는 여기서 시작",
    "Backward: the given gradient of {name} is {gradient}": "역전파: 주어진 {name}의 기울기는 {gradient}",
    "Backward: {name} sends nothing back": "역전파: {name}에서 되돌려 보내는 값 없음",
    "{name} gets {product}": "{name}에 전달: {product}",
    "propagated to {name}: {product}": "{name}에 전파되는 값: {product}",
    "upstream × local = propagated: {product} (local {derivative})": (
        "상류 × 국소적 미분 = 전파되는 값: {product} (국소적 미분 {derivative})"
    ),
    "; {name} so far: {sum}, {count} more to come": "; {name} 지금까지: {sum}, 앞으로 {count}개 더",
    "; {name} in all: {sum}": "; {name} 모두 더하면: {sum}",
    "the output": "출력",
    "{value}, the output": "{value}, 출력",
    "{value}, to {name}": "{value}, 가는 곳 {name}",
    "{value}, to {name}, gradient back {gradient}": "{value}, 가는 곳 {name}, 되돌아오는 기울기 {gradient}",
    "{value}, gradient in all {gradient}": "{value}, 기울기 합계 {gradient}",
    # explain
    "needs amsmath": "amsmath 패키지 필요",
    "for the letters XeLaTeX or LuaLaTeX, and a font that has them": (
        "이 글자에는 XeLaTeX이나 LuaLaTeX, 그리고 글자가 들어 있는 글꼴 필요"
    ),
    "way": "경로",
    "product": "곱",
    "given upstream": "주어진 상류의 값",
    "shapes": "형상",
    "what comes back": "돌아오는 값",
    "what its readers send back": "이 값을 읽는 노드에서 되돌려 보내는 값",
    "(first input)": "(첫 번째 입력)",
    "(second input)": "(두 번째 입력)",
    "(third input)": "(세 번째 입력)",
    "(input {number})": "({number}번째 입력)",
    "({layer}: --expand opens it)": "({layer}: --expand를 붙이면 펼쳐서 표시)",
    "about 10^{power}": "약 10^{power}",
    "{count} more nodes (--full)": "노드 {count}개 더 있음 (--full)",
    "{gradient}, where the backward pass begins": "{gradient}: 역전파는 여기서 시작",
    "{name} reaches {output} in one way: {way}": "{name}에서 {output}까지 가는 경로는 하나이다: {way}",
    "{name} reaches {output} in {count} ways": "{name}에서 {output}까지 가는 경로의 수: {count}",
    "{name} reaches {output} in {count} ways: too many to list": (
        "{name}에서 {output}까지 가는 경로의 수: {count} (너무 많아 적지 않음)"
    ),
    "Along a way the local gradients are multiplied; what the ways bring is added.": (
        "한 경로에서는 국소적 미분을 곱하고, 여러 경로에서 온 값은 더한다."
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
        "이 기울기는 반올림 오차로 자릿수를 잃었다(노드: {node}). 이 수를 믿지 말 것."
    ),
    "If {name} rises by {by}, {output} rises by about {change} ({product})": (
        "{name}의 값이 {by}만큼 커지면 {output}의 값은 약 {change}만큼 커진다({product})"
    ),
    "If {name} rises by {by}, {output} falls by about {change} ({product})": (
        "{name}의 값이 {by}만큼 커지면 {output}의 값은 약 {change}만큼 작아진다({product})"
    ),
    "If {name} rises by {by}, {output} does not change at first order": (
        "{name}의 값이 {by}만큼 커져도 {output}의 값은 1차 근사에서 변하지 않는다"
    ),
    "; worked out again, it goes from {before} to {after}.": ". 다시 계산하면 {before}에서 {after}까지 바뀐다.",
    "the sum of {product}": "{product}의 합",
    "{entry} is read by {node}:": "{entry}. 이 원소를 읽는 노드: {node}",
    "{entry} is read by {node}. Its rule for {name} is {rule}:": (
        "{entry}. 이 원소를 읽는 노드: {node}. {name}에 대한 역전파 규칙: {rule}"
    ),
    "{entry} is read by {node}, where {what}:": "{entry}. 이 원소를 읽는 노드: {node}. 여기서 {what}:",
    "{entry} is read by {node}. Its rule for {name} is {rule}, where {what}:": (
        "{entry}. 이 원소를 읽는 노드: {node}. {name}에 대한 역전파 규칙: {rule}. 여기서 {what}:"
    ),
    "{dout} is the given upstream": "{dout} (주어진 상류의 값)",
    "{dout} is 1 everywhere": "{dout} (모든 원소가 1)",
    "no rule is known": "알려진 규칙 없음",
    "… {count} more …": "… {count}개 더 …",
    "One entry of it, as a sum: {command}": "원소 하나를 합으로 보려면: {command}",
    "Where {dout} comes from: {command}": "{dout}의 값이 어디서 오는지 보려면: {command}",
    # quiz
    "{count} students": "학생 {count}명",
    "{count} sheets": "문제지 {count}장",
    "{count} blanks each": "한 사람당 빈칸 {count}개",
    "{count} draws thrown away": "버리고 다시 뽑은 횟수 {count}번",
    "{count} questions, right to left; {keys}": "문제 {count}개, 오른쪽에서 왼쪽으로. {keys}",
    "? passes, {key} ends": "? 건너뛰기, {key} 끝내기",
    "an array is written row by row: [[1, 2], [3, 4]]": "배열은 행별로 적는다: [[1, 2], [3, 4]]",
    "right": "맞음",
    "not read: {fault}": "읽을 수 없음: {fault}",
    "likely: {reason}": "틀린 이유(추정): {reason}",
    "{right} of {count} right": "{count}개 중 {right}개 맞음",
    # mark, and its reasons
    "the sign is wrong": "부호가 반대",
    "transposed": "전치된 값",
    "the local gradient alone, without the upstream": "상류 값을 곱하지 않은 국소적 미분",
    "the local gradient alone, without the upstream of {nodes}": "국소적 미분만 씀: {nodes}의 상류 값을 곱하지 않음",
    "the mask alone, without the upstream": "상류 값을 곱하지 않은 마스크",
    "the mask of {nodes} alone, without the upstream": "상류 값을 곱하지 않은 {nodes}의 마스크",
    "the inputs of a product swapped": "곱셈의 두 입력이 뒤바뀜",
    "the inputs of {node} swapped: multiplied by {name}, not {other}": "{node}의 두 입력이 뒤바뀜: {other} 대신 {name} 값을 곱함",
    "one path of several alone": "여러 경로 중 하나만 계산함",
    "one path of {count} alone, by way of {nodes}": "경로 {count}개 중 하나만 계산함: 거쳐 온 노드는 {nodes}",
    "one path of several left out": "여러 경로 중 하나가 빠짐",
    "one path of {count} left out, by way of {nodes}": "경로 {count}개 중 하나가 빠짐: 거쳐 가는 노드는 {nodes}",
    "not summed over the batch": "배치에 대해 더하지 않음",
    "not summed over what it was repeated for": "브로드캐스트된 만큼 더하지 않음",
    "the mean over the batch, not the sum": "배치의 합이 아니라 평균",
    "the mean over what it was repeated for, not the sum": "브로드캐스트된 만큼의 합이 아니라 평균",
    "right from a wrong number further up": "앞의 틀린 값으로 계산은 맞게 함",
    "right from a wrong number further up: {name}": "앞의 틀린 값으로 계산은 맞게 함: {name}",
    "answer": "답",
    "student": "학생",
    "missing": "미제출",
    "why": "이유",
    "wrong": "틀림",
    "hardest: {answers}": "가장 많이 틀린 문제: {answers}",
    "{answer} {right} of {count}": "{answer} {count}명 중 {right}명 정답",
    "{count} students who handed in something": "제출한 학생 {count}명",
    "{count} wrong": "틀린 답 {count}개",
    "{count} blank": "빈칸 {count}개",
    "{count} missing": "미제출 {count}개",
    "{count} unclear": "불분명 {count}개",
    "{right} of {count} answers are right": "답 {count}개 중 {right}개 맞음",
    "more than half compute with other numbers than the key: was another seed used?": (
        "제출한 것의 절반 넘게 정답지와 다른 숫자로 계산함: 다른 시드를 썼는가?"
    ),
    "not read: {count}": "읽지 않은 파일: {count}개",
    "mended: {count}": "고쳐 읽은 파일: {count}개",
    "has other numbers": "정답지와 다른 숫자를 씀",
    "has no {names}": "문제에 없는 이름: {names}",
    "cannot be read: {reason}": "읽을 수 없음: {reason}",
    "this folder cannot be read: {reason}": "폴더를 읽을 수 없음: {reason}",
    "it is larger than {size}": "크기 제한 {size} 초과",
    "it holds no answers that can be read": "읽을 수 있는 답이 없음",
    "letters of the file were lost": "파일의 글자 일부가 깨짐",
    "line {line}: {fault}": "{line}행: {fault}",
    "read as {encoding}": "{encoding} 인코딩으로 읽음",
    "slips mended": "탭이나 띄어쓰기 같은 작은 실수를 고쳐 읽음",
    "only `expect:` could be read": "`expect:` 부분만 읽음",
    "there is no `expect:`": "`expect:` 항목이 없음",
    "read are files that end in {endings}": "읽는 파일의 확장자: {endings}",
    "it names no problem as a whole word: {names}": "경로에 문제 이름이 없음: {names}",
    "it names several problems: {names}": "경로에 문제 이름이 여럿: {names}",
    "it names no student of the roster as a whole word": "경로에 명단의 학생 이름이 없음",
    "it names several students: {names}": "경로에 학생 이름이 여럿: {names}",
    "no student is named: neither by what is left of its name nor by its folder": "파일 이름에도 폴더 이름에도 학생 이름이 없음",
    "'{spelt}' was taken for {student}": "'{spelt}': {student} 학생으로 봄",
    "'{name}' is no student of the roster": "'{name}': 명단에 없는 학생",
    "{problem} of {student}: not taken, as {other} counts": "{student}의 {problem}: {other} 파일을 채점하므로 제외",
    "{student}: not taken, as line {line} counts": "{student}: {line}행을 채점하므로 제외",
    "columns not read: {names}": "읽지 않은 열: {names}",
    "no column names an answer, as this would: {example}": "답의 이름이 붙은 열이 없음, 예: {example}",
    # the sentence to keep of each layer, what else its page says, and its convention
    "Addition sends the upstream gradient on unchanged, to both inputs.": "덧셈은 상류에서 온 값을 두 입력에 그대로 보낸다.",
    "x, y broadcast. The notes, section 5.2; Deep Learning from Scratch, section 5.4.": (
        "x와 y는 브로드캐스트된다. 노트 5.2절, 밑바닥부터 시작하는 딥러닝 5.4절."
    ),
    "Subtraction sends the upstream gradient on to the first input, and its negative to the second.": (
        "뺄셈은 상류에서 온 값을 첫 번째 입력에는 그대로, 두 번째 입력에는 부호를 바꾸어 보낸다."
    ),
    "x, y broadcast.": "x와 y는 브로드캐스트된다.",
    "Multiplication swaps its inputs: each gets the upstream gradient times the other.": (
        "곱셈은 입력을 서로 바꾼다: 각 입력은 상류에서 온 값에 다른 입력을 곱한 값을 받는다."
    ),
    "x, y broadcast. The notes, section 5.1; Deep Learning from Scratch, section 5.4.": (
        "x와 y는 브로드캐스트된다. 노트 5.1절, 밑바닥부터 시작하는 딥러닝 5.4절."
    ),
    "Division is multiplication by the reciprocal: 1/y upstream to the first input, -out/y to the second.": (
        "나눗셈은 역수를 곱하는 것이다: 첫 번째 입력에는 상류에서 온 값의 1/y배, 두 번째 입력에는 -out/y배가 간다."
    ),
    "x, y broadcast; x/0 is inf, 0/0 nan.": "x와 y는 브로드캐스트된다. x/0은 inf, 0/0은 nan이다.",
    "A minus sign turns the upstream gradient round.": "음의 부호는 상류에서 온 값의 부호를 바꾼다.",
    "x of any shape.": "x의 형상은 자유롭다.",
    "The derivative of 1/x is -1/x², which is -out²: the backward pass needs only the result.": (
        "1/x의 미분은 -1/x², 곧 -out²이다: 역전파에는 순전파의 결과만 있으면 된다."
    ),
    '1/0 is inf. The notes\' "/" node, section 6.2.': '1/0은 inf이다. 노트 6.2절의 "/" 노드.',
    "A power brings its exponent down: y·x^(y-1) for the base, and out·log x for the exponent.": (
        "거듭제곱은 지수가 앞으로 내려온다: 밑에 대해서는 y·x^(y-1), 지수에 대해서는 out·log x이다."
    ),
    "x, y broadcast. A negative base with a fractional exponent is nan; so is the exponent's gradient for a negative base, and "
    "for a base of 0 it is 0 (the limit, where the exponent is positive).": (
        "x와 y는 브로드캐스트된다. 음수의 분수 제곱은 nan이다. 밑이 음수이면 지수의 기울기도 nan이고, 밑이 0이면 0이다(지수가 "
        "양수일 "
        "때의 극한)."
    ),
    "0 ** y has gradient 0 in y": "0 ** y의 y에 대한 기울기는 0",
    "The exponential is its own derivative: the backward pass multiplies by the result.": (
        "지수 함수는 미분해도 자기 자신이다: 역전파는 순전파의 결과를 곱한다."
    ),
    'x of any shape; overflows to inf above 709.78. The notes\' "exp" node, section 6.2.': (
        'x의 형상은 자유롭다. 709.78을 넘으면 inf가 된다. 노트 6.2절의 "exp" 노드.'
    ),
    "The slope of the natural logarithm is 1/x: steep near 0, flat far out.": (
        "자연로그의 기울기는 1/x이다: 0 가까이에서는 가파르고 멀어질수록 완만하다."
    ),
    "x of any shape; log 0 is -inf, the logarithm of a negative number nan.": (
        "x의 형상은 자유롭다. log 0은 -inf, 음수의 로그는 nan이다."
    ),
    "log(1 + x) for a small x: written so, 1 + x would lose the digits of x before the logarithm sees them.": (
        "작은 x의 log(1 + x): 그대로 쓰면 1 + x를 계산할 때 로그를 취하기도 전에 x의 자릿수가 사라진다."
    ),
    "x of any shape; -inf at -1, nan below.": "x의 형상은 자유롭다. -1에서 -inf, 그 아래에서는 nan이다.",
    "exp(x) - 1 for a small x: written so, the difference would keep none of its digits.": (
        "작은 x의 exp(x) - 1: 그대로 쓰면 뺄셈에서 자릿수가 하나도 남지 않는다."
    ),
    "x of any shape; overflows to inf above 709.78.": "x의 형상은 자유롭다. 709.78을 넘으면 inf가 된다.",
    "The slope of a square root is half the reciprocal of the root.": "제곱근의 기울기는 제곱근의 역수의 절반이다.",
    "x of any shape; the slope at 0 is inf, the root of a negative number nan.": (
        "x의 형상은 자유롭다. 0에서의 기울기는 inf, 음수의 제곱근은 nan이다."
    ),
    "The absolute value sends the upstream gradient on with the sign of x.": "절댓값은 상류에서 온 값에 x의 부호를 붙여 보낸다.",
    "The slope of the sine is the cosine.": "사인의 기울기는 코사인이다.",
    "x of any shape, in radians.": "x의 형상은 자유롭다. 단위는 라디안이다.",
    "The slope of the cosine is minus the sine.": "코사인의 기울기는 사인에 음의 부호를 붙인 것이다.",
    "The error function adds up the bell curve 2/√π·exp(-x²), which is therefore its slope.": (
        "오차 함수는 종형 곡선 2/√π·exp(-x²)의 넓이를 더해 간 것이고, 그래서 이 곡선이 그 기울기이다."
    ),
    "x < y is a question, and its answer, 1 or 0, has no slope.": "x < y는 물음이고, 그 답인 1이나 0에는 기울기가 없다.",
    "no gradient": "기울기 없음",
    "x <= y is a question, and its answer, 1 or 0, has no slope.": "x <= y는 물음이고, 그 답인 1이나 0에는 기울기가 없다.",
    "x > y is a question, and its answer, 1 or 0, has no slope.": "x > y는 물음이고, 그 답인 1이나 0에는 기울기가 없다.",
    "x, y broadcast. The mask of the notes' ReLU is `x > 0`.": (
        "x와 y는 브로드캐스트된다. 노트의 ReLU에 나오는 마스크는 `x > 0`이다."
    ),
    "x >= y is a question, and its answer, 1 or 0, has no slope.": "x >= y는 물음이고, 그 답인 1이나 0에는 기울기가 없다.",
    "x == y is a question, and its answer, 1 or 0, has no slope.": "x == y는 물음이고, 그 답인 1이나 0에는 기울기가 없다.",
    "x, y broadcast; nan equals nothing.": "x와 y는 브로드캐스트된다. nan은 어떤 것과도 같지 않다.",
    "x != y is a question, and its answer, 1 or 0, has no slope.": "x != y는 물음이고, 그 답인 1이나 0에는 기울기가 없다.",
    "x, y broadcast; nan differs from everything.": "x와 y는 브로드캐스트된다. nan은 모든 것과 다르다.",
    "A choice sends the whole upstream gradient to the input that was chosen, and nothing to the other.": (
        "선택은 고른 입력에 상류에서 온 값을 모두 보내고, 다른 입력에는 아무것도 보내지 않는다."
    ),
    "c, x, y broadcast; x where c is not 0, else y. c has no gradient. What was not chosen gets 0 even from an upstream of inf.": (
        "c, x, y는 브로드캐스트된다. c가 0이 아닌 곳은 x, 나머지는 y가 된다. c에는 기울기가 없다. 고르지 않은 쪽은 상류의 "
        "값이 inf여도 0을 "
        "받는다."
    ),
    "The larger input gets the whole upstream gradient; at a tie each gets half.": (
        "큰 쪽 입력이 상류에서 온 값을 모두 받는다. 같으면 절반씩 나눈다."
    ),
    "a tie sends half to each": "같으면 절반씩",
    "The smaller input gets the whole upstream gradient; at a tie each gets half.": (
        "작은 쪽 입력이 상류에서 온 값을 모두 받는다. 같으면 절반씩 나눈다."
    ),
    "Where x > 0 the upstream gradient passes unchanged, elsewhere nothing passes.": (
        "x > 0인 곳에서는 상류에서 온 값이 그대로 지나가고, 나머지에서는 아무것도 지나가지 않는다."
    ),
    "x of any shape. The notes, section 6.1.": "x의 형상은 자유롭다. 노트 6.1절.",
    "Where x > 0 the upstream gradient passes unchanged, elsewhere a small part of it does, so that no neuron dies.": (
        "x > 0인 곳에서는 상류에서 온 값이 그대로 지나가고, 나머지에서도 조금은 지나가므로 죽는 뉴런이 없다."
    ),
    "x of any shape; slope: a number. Maas, Hannun and Ng, 2013.": "x의 형상은 자유롭다. slope: 숫자 하나. Maas, Hannun, Ng, 2013.",
    "The slope of the sigmoid is out·(1 - out): the backward pass needs only the result, and is at most 1/4.": (
        "시그모이드의 기울기는 out·(1 - out)이다: 역전파에는 순전파의 결과만 있으면 되고, 기울기는 커야 1/4이다."
    ),
    "x of any shape; exact at ±1000. The notes, section 6.2.": "x의 형상은 자유롭다. ±1000에서도 정확하다. 노트 6.2절.",
    "The slope of tanh is 1 - out²: the backward pass needs only the result.": (
        "tanh의 기울기는 1 - out²이다: 역전파에는 순전파의 결과만 있으면 된다."
    ),
    "x of any shape; exact at ±1000.": "x의 형상은 자유롭다. ±1000에서도 정확하다.",
    "Softplus is a relu with a rounded corner, and its slope is the sigmoid.": (
        "소프트플러스는 모서리를 둥글린 ReLU이고, 그 기울기는 시그모이드이다."
    ),
    "x of any shape; exact at ±1000. Dugas et al., 2001.": "x의 형상은 자유롭다. ±1000에서도 정확하다. Dugas 외, 2001.",
    "A sum sends the upstream gradient on to every entry that went into it.": (
        "합계는 더해진 모든 원소에 상류에서 온 값을 그대로 보낸다."
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1.": (
        "x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 남긴다."
    ),
    "A mean shares the upstream gradient out in equal parts.": "평균은 상류에서 온 값을 똑같이 나누어 보낸다.",
    "The largest entry gets the whole upstream gradient, the others nothing.": (
        "가장 큰 원소가 상류에서 온 값을 모두 받고, 나머지는 아무것도 받지 않는다."
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Ties share evenly.": (
        "x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 남긴다. 같은 값끼리는 똑같이 "
        "나눈다."
    ),
    "ties share the gradient evenly": "같은 값끼리 기울기를 똑같이 나눔",
    "The smallest entry gets the whole upstream gradient, the others nothing.": (
        "가장 작은 원소가 상류에서 온 값을 모두 받고, 나머지는 아무것도 받지 않는다."
    ),
    "A product of matrices sends the upstream gradient back through the other matrix, transposed.": (
        "행렬 곱은 상류에서 온 값을 상대 행렬의 전치와 곱해 되돌려 보낸다."
    ),
    "x (…, n, k), y (…, k, m) → (…, n, m), by NumPy's rules: a 1-D x is a row, a 1-D y a column, and the axis that this adds "
    "goes again; axes in front broadcast. Raises ShapeError for a single number, or where the inner axes differ.": (
        "x (…, n, k), y (…, k, m) → (…, n, m), NumPy의 규칙을 따른다: 1차원 x는 행, 1차원 y는 열이 되고, 이렇게 늘어난 축은 다시 "
        "없어진다. 앞쪽 축은 브로드캐스트된다. 숫자 하나이거나 안쪽 축이 다르면 ShapeError가 난다."
    ),
    "A layer of neurons: x @ W + b. The weights get the transposed inputs times the upstream gradient; the bias adds up the "
    "batch.": (
        "뉴런의 계층 하나: x @ W + b. 가중치는 입력의 전치에 상류에서 온 값을 곱한 것을 받고, 편향은 배치 전체의 합을 받는다."
    ),
    "x (N, D) a batch, (D,) one example, or with more axes in front; W (D, M), or (D,) for one neuron; b (M,), or what else "
    "broadcasts against x @ W. By hand as in the book: `Affine(W, b).forward(x)`, and `.backward(dout)` returns dx and sets "
    "`dW` and `db`. Raises ShapeError where the axes differ. The notes, section 7.": (
        "x는 배치 (N, D), 데이터 하나 (D,), 또는 앞에 축이 더 있는 것. W는 (D, M), 뉴런 하나이면 (D,). b는 (M,), 또는 x @ W에 "
        "브로드캐스트되는 것. 책처럼 직접 쓸 때: `Affine(W, b).forward(x)`, 그리고 `.backward(dout)`에서 dx를 돌려주고 `dW`와 "
        "`db`를 남긴다. 축이 맞지 않으면 ShapeError가 난다. 노트 7절."
    ),
    "Taking some entries sends the upstream gradient to those, and 0 to the rest.": (
        "일부 원소를 꺼내면 상류에서 온 값은 그 원소들로 가고, 나머지에는 0이 간다."
    ),
    "A transpose turns the upstream gradient back the way it turned x.": (
        "전치는 x를 돌려놓은 그대로 상류에서 온 값을 거꾸로 돌려놓는다."
    ),
    "x of any shape; axes: the order of the axes, None for the reverse. A single number and a 1-D x stay as they are.": (
        "x의 형상은 자유롭다. axes: 축의 순서, None이면 거꾸로. 숫자 하나와 1차원 x는 그대로이다."
    ),
    "A reshape lays the upstream gradient out again as x was.": "형상 변환은 상류에서 온 값을 x의 원래 형상으로 다시 늘어놓는다.",
    "x of any shape; shape: the new one, with at most one -1 for what is left over. Raises ShapeError where the entries do not "
    "fit.": ("x의 형상은 자유롭다. shape: 새 형상, 나머지를 뜻하는 -1은 많아야 하나이다. 원소 수가 맞지 않으면 ShapeError가 난다."),
    "Joining arrays end to end cuts the upstream gradient into the parts that they filled.": (
        "배열을 이어 붙이면 상류에서 온 값은 각 배열이 차지했던 부분으로 잘린다."
    ),
    "Any number of arrays, of one shape but for their sizes along `axis` (default 0). Raises ShapeError where they do not fit, "
    "and for single numbers, which have no axis.": (
        "배열의 개수는 자유롭다. `axis`(기본값 0) 방향의 크기만 다르고 형상은 같아야 한다. 맞지 않거나 축이 없는 숫자 하나이면 "
        "ShapeError가 난다."
    ),
    "Softmax shares out one whole: what one entry gains the others lose, so the gradient loses its weighted mean.": (
        "소프트맥스는 하나의 전체를 나누어 갖는다: 한 원소가 늘면 다른 원소들이 줄므로, 기울기에서 가중 평균을 뺀다."
    ),
    "x of any shape; axis: the one along which entries add up to 1, the last by default. Exact at ±1000. A single number gives "
    "1.": ("x의 형상은 자유롭다. axis: 원소의 합이 1이 되는 축, 기본값은 마지막 축. ±1000에서도 정확하다. 숫자 하나이면 1이 된다."),
    "The logarithm of softmax, worked out without the softmax: it is right where the probability is too small to be written.": (
        "소프트맥스의 로그를 소프트맥스 없이 구한다: 확률이 너무 작아 적을 수 없을 때도 맞다."
    ),
    "x of any shape; axis: the last by default. Exact at ±1000. A single number gives 0.": (
        "x의 형상은 자유롭다. axis: 기본값은 마지막 축. ±1000에서도 정확하다. 숫자 하나이면 0이 된다."
    ),
    "Softmax and cross entropy together: the gradient is simply what was answered minus what was right, over the batch.": (
        "소프트맥스와 교차 엔트로피를 합친 것: 기울기는 단순히 출력에서 정답을 뺀 차이를 배치 크기로 나눈 것이다."
    ),
    "x (N, K) scores of a batch, (K,) of one example, or with more axes in front; t: class indices (x's shape without its last "
    "axis; no gradient), or one-hot or soft targets of x's shape. The loss is the mean over the examples, worked out by "
    "log-softmax and exact at ±1000. By hand: `SoftmaxWithLoss().forward(x, t)`, `.backward(dout=1)` returns dx. Raises "
    "ShapeError for a t of another shape and for labels out of range. The notes, section 7.1; with soft targets that do not "
    "add up to 1 softmax(x) counts as often as they do.": (
        "x는 배치의 점수 (N, K), 데이터 하나의 점수 (K,), 또는 앞에 축이 더 있는 것. t: 클래스 번호(x에서 마지막 축을 뺀 형상, "
        "기울기 없음), 또는 x와 형상이 같은 원-핫이나 확률. 손실은 데이터에 대한 평균이고, log-softmax로 구하므로 ±1000에서도 "
        "정확하다. 직접 쓸 때: `SoftmaxWithLoss().forward(x, t)`, `.backward(dout=1)`에서 dx를 돌려준다. t의 형상이 다르거나 "
        "범위를 벗어난 레이블이면 ShapeError가 난다. 노트 7.1절. 합이 1이 아닌 확률이면 softmax(x)에 그 합을 곱한다."
    ),
    "Cross entropy is the surprise at the right answer, -log of the probability that it was given.": (
        "교차 엔트로피는 정답에 대한 놀라움, 곧 정답에 매긴 확률의 -log이다."
    ),
    "y (N, K) probabilities of a batch, (K,) of one example, or with more axes in front; t: class indices (y's shape without "
    "its last axis; no gradient), or one-hot or soft targets of y's shape. The mean over the examples; 0·log 0 is 0. Nothing "
    "is added inside the logarithm: a right answer with probability 0 costs inf. Raises ShapeError as softmax_with_loss does.": (
        "y는 배치의 확률 (N, K), 데이터 하나의 확률 (K,), 또는 앞에 축이 더 있는 것. t: 클래스 번호(y에서 마지막 축을 뺀 형상, "
        "기울기 없음), 또는 y와 형상이 같은 원-핫이나 확률. 데이터에 대한 평균이고, 0·log 0은 0이다. 로그 안에 아무것도 더하지 "
        "않는다: 정답의 확률이 0이면 손실은 inf이다. ShapeError는 softmax_with_loss와 같다."
    ),
    "0·log 0 = 0, and so are its gradients": "0·log 0 = 0, 기울기도 0",
    "Sigmoid and binary cross entropy together: the gradient is what was answered minus what was right, over the batch.": (
        "시그모이드와 이진 교차 엔트로피를 합친 것: 기울기는 출력에서 정답을 뺀 차이를 배치 크기로 나눈 것이다."
    ),
    "x scores and t targets from 0 to 1, of one shape. The cross entropies are summed, and divided by the number of examples: "
    "the size of the first axis, 1 where there are fewer than two axes. Exact at ±1000; both inputs have gradients. Raises "
    "ShapeError where the shapes differ.": (
        "x는 점수, t는 0부터 1까지의 정답, 형상은 같다. 교차 엔트로피를 모두 더해 데이터의 개수로 나눈다: 첫 축의 크기, 축이 "
        "둘보다 적으면 1이다. ±1000에서도 정확하다. 두 입력 모두 기울기가 있다. 형상이 다르면 ShapeError가 난다."
    ),
    "The mean of squared differences; its gradient is twice the difference over the number of entries.": (
        "차이의 제곱의 평균이다. 기울기는 차이의 두 배를 원소 수로 나눈 것이다."
    ),
    "x, t of one shape; the mean over all entries. Both have gradients. Raises ShapeError where the shapes differ.": (
        "x와 t는 형상이 같고, 모든 원소의 평균이다. 둘 다 기울기가 있다. 형상이 다르면 ShapeError가 난다."
    ),
    "Half the sum of squared differences: the half is there so that the gradient is the difference itself.": (
        "차이의 제곱의 합의 절반: 절반을 곱하는 것은 기울기가 차이 자체가 되게 하기 위해서이다."
    ),
    "x, t of one shape; no mean is taken. Both have gradients. Raises ShapeError where the shapes differ. Deep Learning from "
    "Scratch, section 4.2.1.": (
        "x와 t는 형상이 같고, 평균을 내지 않는다. 둘 다 기울기가 있다. 형상이 다르면 ShapeError가 난다. 밑바닥부터 시작하는 딥러닝 "
        "4.2.1절."
    ),
    "{count} more lines (--full)": "{count}줄 더 있음 (--full)",
    "The logarithm to the base 2 counts doublings: the natural one, and its slope, divided by log 2.": (
        "밑이 2인 로그는 두 배가 된 횟수를 센다: 자연로그도 그 기울기도 log 2로 나눈 것이다."
    ),
    "x of any shape; log2 0 is -inf, the logarithm of a negative number nan.": (
        "x의 형상은 자유롭다. log2 0은 -inf, 음수의 로그는 nan이다."
    ),
    "The logarithm to the base 10 counts digits: the natural one, and its slope, divided by log 10.": (
        "밑이 10인 로그는 자릿수를 센다: 자연로그도 그 기울기도 log 10으로 나눈 것이다."
    ),
    "x of any shape; log10 0 is -inf, the logarithm of a negative number nan.": (
        "x의 형상은 자유롭다. log10 0은 -inf, 음수의 로그는 nan이다."
    ),
    "Huber's penalty is a square near 0 and a straight line further out, so that its slope never exceeds delta.": (
        "후버 손실은 0 가까이에서는 제곱이고 멀어지면 직선이어서, 기울기의 크기가 delta를 넘지 않는다."
    ),
    "x of any shape, as a rule a difference; delta: a number above 0, where the one becomes the other. Huber, 1964.": (
        "x의 형상은 자유롭고 보통은 차이이다. delta: 0보다 큰 숫자, 제곱이 직선으로 바뀌는 곳. Huber, 1964."
    ),
    "x of any shape. Abramowitz and Stegun, 7.1.1.": "x의 형상은 자유롭다. Abramowitz, Stegun, 7.1.1.",
    "The slope of the tangent is 1 + out²: never below 1, and without bound near its poles.": (
        "탄젠트의 기울기는 1 + out²이다: 1보다 작은 일이 없고, 극점 가까이에서는 한없이 커진다."
    ),
    "The arcsine is the angle of a sine, and steep at both ends: a small change of the sine takes a large angle there.": (
        "아크사인은 사인 값에 해당하는 각이고, 양 끝에서 가파르다: 그곳에서는 사인이 조금만 달라져도 각이 크게 달라진다."
    ),
    "x of any shape, between -1 and 1, else nan; radians, -π/2 to π/2. The slope at ±1 is inf.": (
        "x의 형상은 자유롭고 값은 -1부터 1까지이며, 벗어나면 nan이다. 단위는 라디안이고 -π/2부터 π/2까지이다. ±1에서의 "
        "기울기는 inf이다."
    ),
    "The slope of the arccosine is minus that of the arcsine: the two angles add up to a right angle.": (
        "아크코사인의 기울기는 아크사인의 기울기에 음의 부호를 붙인 것이다: 두 각을 더하면 직각이다."
    ),
    "x of any shape, between -1 and 1, else nan; radians, 0 to π. The slope at ±1 is -inf.": (
        "x의 형상은 자유롭고 값은 -1부터 1까지이며, 벗어나면 nan이다. 단위는 라디안이고 0부터 π까지이다. ±1에서의 기울기는 "
        "-inf이다."
    ),
    "The arctangent flattens as 1/(1 + x²): far out it hardly moves.": (
        "아크탄젠트는 1/(1 + x²)로 완만해진다: 멀리서는 거의 움직이지 않는다."
    ),
    "x of any shape; radians, -π/2 to π/2.": "x의 형상은 자유롭다. 단위는 라디안이고 -π/2부터 π/2까지이다.",
    "The hyperbolic sine has the hyperbolic cosine as its slope.": "쌍곡사인의 기울기는 쌍곡코사인이다.",
    "x of any shape; overflows to ±inf above 710.47.": "x의 형상은 자유롭다. 크기가 710.47을 넘으면 ±inf가 된다.",
    "The hyperbolic cosine has the hyperbolic sine as its slope, with no change of sign.": (
        "쌍곡코사인의 기울기는 쌍곡사인이고, 부호는 바뀌지 않는다."
    ),
    "x of any shape; overflows to inf above 710.47.": "x의 형상은 자유롭다. 크기가 710.47을 넘으면 inf가 된다.",
    "The sign forgets how large a number is, and so sends no gradient back.": (
        "부호는 수의 크기를 버리므로 기울기를 되돌려 보내지 않는다."
    ),
    "x of any shape; -1, 0 or 1.": "x의 형상은 자유롭다. -1, 0, 1 가운데 하나이다.",
    "Rounding down is level between whole numbers: a small change changes nothing, and no gradient comes back.": (
        "내림은 정수와 정수 사이에서 평평하다: 조금 움직여도 아무것도 달라지지 않고, 기울기도 돌아오지 않는다."
    ),
    "x of any shape; the largest whole number that is not above x.": "x의 형상은 자유롭다. x보다 크지 않은 가장 큰 정수이다.",
    "the slope at whole numbers, where it jumps, is 0": "값이 뛰는 정수에서 기울기는 0",
    "Rounding up is level between whole numbers: a small change changes nothing, and no gradient comes back.": (
        "올림은 정수와 정수 사이에서 평평하다: 조금 움직여도 아무것도 달라지지 않고, 기울기도 돌아오지 않는다."
    ),
    "x of any shape; the smallest whole number that is not below x.": ("x의 형상은 자유롭다. x보다 작지 않은 가장 작은 정수이다."),
    "Rounding is level between the halves: a small change changes nothing, and no gradient comes back.": (
        "반올림은 0.5로 끝나는 수 사이에서 평평하다: 조금 움직여도 아무것도 달라지지 않고, 기울기도 돌아오지 않는다."
    ),
    "x of any shape; the nearest whole number, and at a half the even one: 0.5 is 0, 1.5 is 2, 2.5 is 2 (IEEE 754).": (
        "x의 형상은 자유롭다. 가장 가까운 정수이고, 한가운데이면 짝수 쪽이다: 0.5는 0, 1.5는 2, 2.5는 2(IEEE 754)."
    ),
    "the slope at halves, where it jumps, is 0": "값이 뛰는 한가운데에서 기울기는 0",
    "A clip sends the upstream gradient through where x lies within its bounds, and nothing where it was cut off.": (
        "자르기는 x가 범위 안이면 상류에서 온 값을 그대로 보내고, 잘려 나간 곳에는 아무것도 보내지 않는다."
    ),
    "x of any shape; low, high: numbers, or None for no bound. Raises LayerError for a low above high.": (
        "x의 형상은 자유롭다. low, high: 숫자, 또는 제한이 없음을 뜻하는 None. low가 high보다 크면 LayerError가 난다."
    ),
    "at its bounds the slope is 1": "경계에서 기울기는 1",
    "ELU bends where relu has a corner: below 0 it sinks to -alpha, and its gradient fades instead of stopping.": (
        "ELU는 ReLU가 꺾이는 곳에서 휜다: 0 아래에서 -alpha까지 내려가고, 기울기는 끊기지 않고 서서히 줄어든다."
    ),
    "x of any shape; alpha: a number. Clevert, Unterthiner and Hochreiter, 2016.": (
        "x의 형상은 자유롭다. alpha: 숫자 하나. Clevert, Unterthiner, Hochreiter, 2016."
    ),
    "GELU lets an entry through by the chance that a normal number lies below it: a relu that is not sure near 0.": (
        "GELU는 정규분포를 따르는 수가 그보다 작을 확률만큼 원소를 통과시킨다: 0 가까이에서 망설이는 ReLU이다."
    ),
    "x of any shape; by the error function, exact far out. Hendrycks and Gimpel, 2016.": (
        "x의 형상은 자유롭다. 오차 함수로 구하며 멀리서도 정확하다. Hendrycks, Gimpel, 2016."
    ),
    "SiLU, also called swish, lets an entry through by its own sigmoid: smooth, and slightly negative below 0.": (
        "SiLU(swish라고도 한다)는 자기 자신의 시그모이드만큼 원소를 통과시킨다: 매끄럽고, 0 아래에서는 조금 음수이다."
    ),
    "x of any shape; exact far out. Hendrycks and Gimpel, 2016; Ramachandran, Zoph and Le, 2017.": (
        "x의 형상은 자유롭다. 멀리서도 정확하다. Hendrycks, Gimpel, 2016; Ramachandran, Zoph, Le, 2017."
    ),
    "Softsign bends like tanh, but flattens slowly: its slope falls with the square of the distance, not exponentially.": (
        "소프트사인은 tanh처럼 휘지만 천천히 평평해진다: 기울기가 지수로 줄지 않고 거리의 제곱에 반비례해 줄어든다."
    ),
    "x of any shape; 1 and -1 far out. Turian, Bergstra and Bengio, 2009.": (
        "x의 형상은 자유롭다. 멀리서는 1과 -1이다. Turian, Bergstra, Bengio, 2009."
    ),
    "A stop lets the value through and sends nothing back: what lies before it is taken for a constant.": (
        "정지는 값을 통과시키고 아무것도 되돌려 보내지 않는다: 그 앞에 있는 것은 상수로 여겨진다."
    ),
    "x of any shape. gradcheck calls what goes through it `meant`: the slope is 1, and 0 is sent back on purpose.": (
        "x의 형상은 자유롭다. 이것을 지나는 것은 gradcheck에서 `meant`라고 부른다: 기울기는 1이지만 일부러 0을 되돌려 보낸다."
    ),
    "the gradient is 0, where the slope is 1": "기울기는 1이지만 되돌려 보내는 값은 0",
    "A size counts entries and looks at none of them: it has no gradient.": (
        "원소의 개수는 세기만 하고 값은 보지 않는다: 기울기가 없다."
    ),
    "x of any shape; axis: one or several, None for all. 1 for a single number. Raises ShapeError for an axis that x has not.": (
        "x의 형상은 자유롭다. axis: 축 하나나 여럿, 모두이면 None. 숫자 하나이면 1이 된다. x에 없는 축이면 ShapeError가 난다."
    ),
    "A variance is the mean of the squared deviations; each entry's gradient is twice its own deviation, over the count.": (
        "분산은 편차의 제곱의 평균이다. 각 원소의 기울기는 자기 편차의 두 배를 개수로 나눈 것이다."
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1; ddof: taken off the "
    "count, 1 for the variance of a sample. Raises ShapeError for a ddof from the count on, LayerError for one below 0. "
    "The mean moves as well, but that adds nothing: the deviations cancel.": (
        "x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 남긴다. ddof: 개수에서 "
        "빼는 수, 표본분산이면 1. ddof가 개수 이상이면 ShapeError, 음수이면 LayerError가 난다. 평균도 함께 움직이지만 "
        "더해지는 것은 없다: 편차의 합은 0이기 때문이다."
    ),
    "A standard deviation sends each entry its own deviation, measured in standard deviations, over the count.": (
        "표준편차는 각 원소에 자기 편차를 표준편차로 잰 값을 개수로 나누어 보낸다."
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1; ddof: taken off the "
    "count, 1 for a sample. Where all entries are equal it has a kink. Raises ShapeError for a ddof from the count on, "
    "LayerError below 0.": (
        "x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 남긴다. ddof: 개수에서 "
        "빼는 수, 표본이면 1. 원소가 모두 같은 곳에서 꺾인다. ddof가 개수 이상이면 ShapeError, 음수이면 LayerError가 난다."
    ),
    "where all entries are equal the slope is 0": "원소가 모두 같은 곳에서 기울기는 0",
    "The length of a vector grows by how far an entry points along it: the gradient is the vector's direction.": (
        "벡터의 길이는 원소가 그 방향을 향한 만큼 늘어난다: 기울기는 벡터의 방향이다."
    ),
    "The root of the sum of squares, for x of any shape; axis: one, several, or None for all; keepdims: leave the axes as "
    "axes of 1. At 0, where there is no direction, it has a kink. A single number's is its absolute value.": (
        "제곱의 합의 제곱근이고, x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 "
        "남긴다. 방향이 없는 0에서 꺾인다. 숫자 하나이면 그 절댓값이다."
    ),
    "at 0 the slope is 0": "0에서 기울기는 0",
    "A product sends each entry the upstream gradient times the product of the others, as multiplication does for two.": (
        "곱은 각 원소에 상류에서 온 값과 나머지 원소들의 곱을 곱해 보낸다: 둘을 곱할 때와 같다."
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Beside one 0 only that "
    "entry has a gradient, beside two none has. The product of nothing is 1.": (
        "x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 남긴다. 0이 하나 있으면 "
        "그 원소에만 기울기가 있고, 둘 있으면 어디에도 없다. 아무것도 없는 곱은 1이다."
    ),
    "x of any shape; index: whole numbers and slices, at most one an axis, by NumPy's rules: `A[:, :4]`, `y[-1]`; `...` "
    "stands for all axes between, None for a new axis of 1. Raises ShapeError for more subscripts than axes, and for a "
    "number outside its axis.": (
        "x의 형상은 자유롭다. index: 정수와 슬라이스, 축마다 많아야 하나, NumPy의 규칙을 따른다: `A[:, :4]`, `y[-1]`. "
        "`...`는 그 사이의 모든 축, None은 크기 1인 새 축을 뜻한다. 축보다 첨자가 많거나 축을 벗어난 정수이면 ShapeError가 "
        "난다."
    ),
    "A batch of matrices is transposed matrix by matrix, and so is the gradient on its way back.": (
        "행렬의 배치는 행렬마다 따로 전치하고, 되돌아오는 기울기도 그렇게 전치한다."
    ),
    "x of two axes or more; the last two change places. Raises ShapeError for fewer. NumPy's `x.mT`.": (
        "x는 축이 둘 이상이고 마지막 두 축이 자리를 바꾼다. 축이 더 적으면 ShapeError가 난다. NumPy의 `x.mT`."
    ),
    "Stacking arrays along a new axis cuts the upstream gradient into its slices, one for each of them.": (
        "배열을 새 축으로 쌓으면 상류에서 온 값은 배열마다 한 장씩 잘린다."
    ),
    "Any number of arrays of one shape, single numbers too; axis: where the new axis stands in the result, first by "
    "default. Raises ShapeError for shapes that differ.": (
        "배열의 개수는 자유롭고 형상은 같아야 하며, 숫자 하나도 된다. axis: 결과에서 새 축의 자리, 기본값은 맨 앞. 형상이 "
        "다르면 ShapeError가 난다."
    ),
    "A border of constants is cut off again on the way back: x gets the upstream gradient of its own entries.": (
        "둘레에 덧댄 상수는 역전파에서 다시 잘려 나간다: x는 자기 원소에 온 상류의 값만 받는다."
    ),
    "x of any shape; width: how many entries are put before and behind, one number or two; value: what they are; axis: "
    "one, several, or None for all. A single number has no axis, and stays.": (
        "x의 형상은 자유롭다. width: 앞뒤에 덧대는 원소의 개수, 숫자 하나나 둘. value: 덧대는 값. axis: 축 하나, 여럿, 또는 "
        "모두를 뜻하는 None. 숫자 하나에는 축이 없으므로 그대로이다."
    ),
    "Looking up rows sends each row what comes back wherever it was looked up; a row taken twice adds both, one not taken "
    "gets 0.": (
        "행을 찾아 꺼내면 각 행은 자기가 쓰인 모든 곳에서 돌아온 값을 받는다: 두 번 꺼낸 행은 둘을 더하고, 꺼내지 않은 행은 "
        "0을 받는다."
    ),
    "x of at least one axis; i: whole numbers from 0, of any shape, which are no variables; axis: the one that they count "
    "along, the first by default. The result has i's axes in that one's place. Raises ShapeError for a position that there "
    "is not, and for negative ones. An embedding is take(W, i).": (
        "x는 축이 하나 이상이다. i: 0부터 세는 정수, 형상은 자유롭고 변수로 둘 수 없다. axis: 세는 방향의 축, 기본값은 첫 "
        "축. 결과에서는 그 축의 자리에 i의 축이 들어간다. 없는 위치이거나 음수이면 ShapeError가 난다. 임베딩은 take(W, "
        "i)이다."
    ),
    "Picking the entry of each row that its label names sends the gradient to those entries, and 0 to all others.": (
        "행마다 레이블이 가리키는 원소를 고르면 기울기는 그 원소들로 가고, 나머지에는 모두 0이 간다."
    ),
    "x (N, K) and t (N,), or with more axes in front; x (K,) and one label. t: class indices from 0, which are no "
    "variables. Raises ShapeError for a t that has not x's shape without its last axis, and for a label that there is not. "
    "The mean of -pick(log_softmax(x), t) is softmax_with_loss.": (
        "x (N, K)와 t (N,), 또는 앞에 축이 더 있는 것. x (K,)이면 레이블 하나이다. t: 0부터 세는 클래스 번호, 변수로 둘 수 "
        "없다. t의 형상이 x에서 마지막 축을 뺀 것과 다르거나 없는 레이블이면 ShapeError가 난다. -pick(log_softmax(x), t)의 "
        "평균이 softmax_with_loss이다."
    ),
    "The logarithm of a sum of exponentials is a smooth maximum, and its gradient is the softmax.": (
        "지수의 합의 로그는 매끄러운 최댓값이고, 그 기울기는 소프트맥스이다."
    ),
    "x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Exact at ±1000. Where all "
    "entries are -inf it is -inf, with slope 0; where some are inf it is inf, and they share the gradient. Of nothing it "
    "is -inf.": (
        "x의 형상은 자유롭다. axis: 축 하나, 여럿, 또는 모두를 뜻하는 None. keepdims: 축을 크기 1로 남긴다. ±1000에서도 "
        "정확하다. 원소가 모두 -inf이면 -inf이고 기울기는 0, inf가 있으면 inf이고 그 원소들이 기울기를 나눈다. 원소가 "
        "없으면 -inf이다."
    ),
    "Cutting an image into windows copies its entries, so each entry gets the sum of what its copies send back.": (
        "이미지를 윈도로 자르면 원소가 여러 번 복사되므로, 각 원소는 복사본들이 되돌려 보낸 값의 합을 받는다."
    ),
    "x (N, C, H, W), (C, H, W) or (H, W) → (windows, C·h·w): a row for each window, image by image, from the upper left "
    "on, in it the h × w entries of each channel. size, stride and padding: n or (h, w); padding adds zeros. Raises "
    "ShapeError where no window fits. The `im2col` of Deep Learning from Scratch, chapter 7.": (
        "x (N, C, H, W), (C, H, W) 또는 (H, W) → (윈도 수, C·h·w): 윈도마다 한 행, 이미지 순서대로, 왼쪽 위부터, 행에는 "
        "채널마다 h × w개의 원소. size, stride, padding: n 또는 (h, w). padding은 0을 덧댄다. 들어갈 윈도가 없으면 "
        "ShapeError가 난다. 밑바닥부터 시작하는 딥러닝 7장의 `im2col`."
    ),
    "Laying windows back onto their image adds them up where they overlap; each gets the upstream gradient of what it covers.": (
        "윈도를 이미지 위에 도로 놓으면 겹치는 곳에서는 더해진다. 각 윈도는 자기가 덮은 곳의 상류 값을 받는다."
    ),
    "y: the rows of unfold(x), (windows, C·h·w), or a row for each window and channel, (windows·C, h·w), or one number for "
    "all the places that a window has in a channel, (windows, C); out has the shape of x, of which nothing else counts. "
    "Options as those of unfold. Raises ShapeError for a y of another shape. The `col2im` of Deep Learning from Scratch, "
    "chapter 7.": (
        "y: unfold(x)의 행들 (윈도 수, C·h·w), 또는 윈도와 채널마다 한 행 (윈도 수·C, h·w), 또는 윈도의 채널 하나에 숫자 "
        "하나 (윈도 수, C). out의 형상은 x와 같고, x에서는 형상만 쓴다. 옵션은 unfold와 같다. y의 형상이 다르면 "
        "ShapeError가 난다. 밑바닥부터 시작하는 딥러닝 7장의 `col2im`."
    ),
    "A convolution lays the same weights on every window of an image; each weight gets what all the windows send back, added up.": (
        "합성곱은 이미지의 모든 윈도에 같은 가중치를 댄다. 각 가중치는 모든 윈도가 되돌려 보낸 값의 합을 받는다."
    ),
    "x (N, C, H, W) or (C, H, W), W (F, C, h, w), b (F,) → (N, F, rows, columns): out[n, f, i, j] is b[f] plus the sum of "
    "x[n, :, i·stride + k, j·stride + l] · W[f, :, k, l], W not flipped. stride: the step from one window to the next; "
    "padding: rows and columns of 0 around the image; each n or (h, w). Rows that fill no window are dropped. The rules "
    "are those for filters of 3 × 3. Raises ShapeError where the channels differ or no window fits. Deep Learning from "
    "Scratch, chapter 7.": (
        "x (N, C, H, W) 또는 (C, H, W), W (F, C, h, w), b (F,) → (N, F, 행, 열): out[n, f, i, j]는 b[f]에 x[n, :, i·stride "
        "+ k, j·stride + l] · W[f, :, k, l]의 합을 더한 것이고, W는 뒤집지 않는다. stride: 윈도 사이의 간격. padding: "
        "이미지 둘레의 0인 행과 열. 각각 n 또는 (h, w). 윈도를 채우지 못하는 행은 버린다. 적힌 규칙은 3 × 3 필터일 때의 "
        "것이다. 채널 수가 다르거나 들어갈 윈도가 없으면 ShapeError가 난다. 밑바닥부터 시작하는 딥러닝 7장."
    ),
    "The largest entry of each window gets the whole upstream gradient of that window, the others nothing.": (
        "윈도마다 가장 큰 원소가 그 윈도의 상류 값을 모두 받고, 나머지는 아무것도 받지 않는다."
    ),
    "x (N, C, H, W), (C, H, W) or (H, W); size: of the windows, n or (h, w), 2 by default; stride: the step from one to "
    "the next, their size by default. Rows and columns that fill no window are dropped. Ties share evenly. Raises "
    "ShapeError where no window fits. Deep Learning from Scratch, chapter 7.": (
        "x (N, C, H, W), (C, H, W) 또는 (H, W). size: 윈도의 크기, n 또는 (h, w), 기본값은 2. stride: 윈도 사이의 간격, "
        "기본값은 윈도의 크기. 윈도를 채우지 못하는 행과 열은 버린다. 같은 값끼리는 똑같이 나눈다. 들어갈 윈도가 없으면 "
        "ShapeError가 난다. 밑바닥부터 시작하는 딥러닝 7장."
    ),
    "Every entry of a window gets an equal part of the window's upstream gradient.": (
        "윈도의 모든 원소는 그 윈도의 상류 값을 똑같이 나누어 받는다."
    ),
    "x (N, C, H, W), (C, H, W) or (H, W); size: of the windows, n or (h, w), 2 by default; stride: the step from one to "
    "the next, their size by default. Rows and columns that fill no window are dropped, and get 0. Raises ShapeError where "
    "no window fits.": (
        "x (N, C, H, W), (C, H, W) 또는 (H, W). size: 윈도의 크기, n 또는 (h, w), 기본값은 2. stride: 윈도 사이의 간격, "
        "기본값은 윈도의 크기. 윈도를 채우지 못하는 행과 열은 버려지고 0을 받는다. 들어갈 윈도가 없으면 ShapeError가 난다."
    ),
    "Normalising an example takes out its mean and its spread; so the gradient loses its mean, and its part along the result.": (
        "데이터 하나를 정규화하면 그 평균과 퍼짐이 사라진다. 그래서 기울기에서도 그 평균과, 결과와 나란한 부분이 빠진다."
    ),
    "x of any shape but a single number; axis: the last, or the last several, whose entries are normalised together; eps: "
    "within the root, so that equal entries give beta and get 0; gamma, beta: of the shape of those axes of x, or single "
    "numbers. The mean square is divided by the count (ddof 0). Raises ShapeError for other shapes. Ba, Kiros and Hinton, "
    "2016.": (
        "x의 형상은 자유롭지만 숫자 하나는 안 된다. axis: 마지막 축, 또는 마지막 축 여럿, 그 원소들을 함께 정규화한다. eps: "
        "제곱근 안에 더하므로, 원소가 모두 같으면 결과는 beta이고 받는 값은 0이다. gamma, beta: x의 그 축들과 같은 형상, "
        "또는 숫자 하나. 제곱의 평균은 개수로 나눈다(ddof 0). 형상이 다르면 ShapeError가 난다. Ba, Kiros, Hinton, 2016."
    ),
    "Each example of a batch moves the mean and the spread of all of them, so the gradient of one reaches all the others.": (
        "배치의 데이터 하나하나가 전체의 평균과 퍼짐을 움직이므로, 한 데이터의 기울기가 다른 모든 데이터에 미친다."
    ),
    "x (N, C), or (N, C, …) such as images: features lie along axis 1, and the entries of one along all the other axes are "
    "normalised together; gamma, beta (C,), or single numbers; eps: within the root. A feature of one value gives beta and "
    "gets 0. The mean square is divided by the count (ddof 0); there is no running mean. Raises ShapeError for other "
    "shapes. Ioffe and Szegedy, 2015; Deep Learning from Scratch, chapter 6.": (
        "x (N, C), 또는 이미지처럼 (N, C, …): 특성은 1번 축에 놓이고, 한 특성의 원소는 나머지 모든 축에 걸쳐 함께 "
        "정규화된다. gamma, beta (C,), 또는 숫자 하나. eps: 제곱근 안에 더한다. 값이 하나뿐인 특성의 결과는 beta이고 받는 "
        "값은 0이다. 제곱의 평균은 개수로 나눈다(ddof 0). 이동 평균은 없다. 형상이 다르면 ShapeError가 난다. Ioffe, "
        "Szegedy, 2015; 밑바닥부터 시작하는 딥러닝 6장."
    ),
}
