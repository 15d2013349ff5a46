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
    "{names}: no way leads to {output}, so the gradient is 0": "{names}: {output}까지 이어지는 길이 없으므로 기울기는 0",
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
    "right to the digits written: --written counts it": "적은 자릿수까지는 맞음: --written을 붙이면 맞은 것으로 셈",
    "you wrote {wrote}, it is {right}": "적은 답 {wrote}, 정답 {right}",
    "it has no gradient": "기울기가 없음",
    "{count} entries, asked are {asked}: is a comma in {written} a decimal sign?": (
        "원소 {count}개, 문제의 원소는 {asked}개: {written}의 쉼표는 소수점인가요?"
    ),
    "{given}, asked is {asked}": "{given}, 문제에서 묻는 것은 {asked}",
    "shape {shape}": "형상 {shape}",
    "a number": "숫자 하나",
    "{names} is blank": "{names} 빈칸",
    "{names} are blank": "{names} 빈칸",
    "and {count} more": "외 {count}개",
    "{text}: is that {number}?": "{text}: {number}인가요?",
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
    "it should be 0 in every entry: does the result use {name}?": "모든 원소가 0이어야 함: 결과에 {name} 입력이 쓰이나요?",
    "it is 1/{size} of what it should be, and {size} is a size of {whose}": "바른 값의 1/{size}배, {size} = {whose}의 크기",
    "it is {times} times what it should be in every entry": "모든 원소가 바른 값의 {times}배",
    "its gradient is not finite, though all that it gets is": "받은 값은 모두 유한한데 기울기가 유한하지 않음",
    "its {count} entries at the kink": "꺾인 점에 있는 원소 {count}개",
    "{one} and {other}": "{one}, 그리고 {other}",
    "at a kink, for a random upstream: {what} moved together; each by itself looks right": (
        "꺾인 점, 상류의 값이 무작위일 때: {what} 함께 움직임; 하나씩 움직이면 맞아 보임"
    ),
    "backward does not use dout: it gives the same for twice the upstream": (
        "역전파가 dout을 쓰지 않음: 상류의 값을 두 배로 해도 결과가 같음"
    ),
    "twice the upstream gradient does not give twice the gradient: something is added that does not come from dout": (
        "상류의 값을 두 배로 해도 기울기가 두 배가 되지 않음: dout에서 오지 않은 값이 더해짐"
    ),
    "after the forward passes of all layers, as the book runs them, backward answers otherwise than alone: "
    "does it remember its inputs in a place that all objects share?": (
        "책처럼 모든 계층의 순전파를 마친 뒤에는 역전파 결과가 혼자일 때와 다름: 입력을 모든 객체가 함께 쓰는 곳에 저장하나요?"
    ),
    "a second backward pass after one forward pass answers differently: backward changes what forward has remembered": (
        "순전파 한 번 뒤에 역전파를 두 번 하면 결과가 달라짐: 역전파가 순전파에서 저장한 값을 바꿈"
    ),
    "a second backward pass after one forward pass fails: {error}": "순전파 한 번 뒤에 역전파를 두 번 하면 실패함: {error}",
    "the same at {names}": "{names} 노드도 마찬가지",
    "{name} holds class indices: a subtraction takes them for numbers, and broadcasts them in silence": (
        "{name}: 클래스 번호임, 뺄셈에서는 보통 숫자로 취급되어 말없이 브로드캐스트됨"
    ),
    "{name} holds class indices, not one-hot rows": "{name}: 원-핫 벡터가 아니라 클래스 번호임",
    "{input} is one example: is the code meant for a batch?": "{input}: 데이터 한 개임, 배치용 코드인가요?",
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
        "{name}에서 가는 길에 {kind} 정밀도로 계산하는 계층이 있어 허용 오차는 {tolerance}"
    ),
    "at this {entry} {output} jumps by {jump}: its slope there is a convention": (
        "이 {entry}에서 {output}의 값이 {jump}만큼 뛰므로 그곳의 기울기는 약속임"
    ),
    "{name} is the first value that is not finite": "처음으로 유한하지 않은 값: {name}",
    "the gradient of {name} is the first that is not finite": "처음으로 유한하지 않은 기울기: {name}",
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
    "Nothing can be moved here: {reason}.": "여기서는 숫자를 움직일 수 없습니다: {reason}.",
    "it has arrays, and only single numbers can be moved": "배열이 있고, 움직일 수 있는 것은 숫자 하나로 된 값뿐",
    "{layer} has no words that a browser knows": "{layer}: 브라우저에서 계산할 수 없는 계층",
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
    "{value}, to {name}": "{value}, {name}까지",
    "{value}, to {name}, gradient back {gradient}": "{value}, {name}까지, 되돌아오는 기울기 {gradient}",
    "{value}, gradient in all {gradient}": "{value}, 기울기 합계 {gradient}",
    # explain
    # quiz
    # mark, and its reasons
    # the sentence to keep of each layer
}
