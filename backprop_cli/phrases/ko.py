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
    # quiz
    # mark, and its reasons
    "the sign is wrong": "부호가 반대",
    "transposed": "전치된 값",
    "the local gradient alone, without the upstream": "상류 값을 곱하지 않은 국소적 미분",
    "the local gradient alone, without the upstream of {nodes}": "국소적 미분만 씀: 곱하지 않은 상류 값의 노드는 {nodes}",
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
    "the mean over what it was repeated for, not the sum": "브로드캐스트된 것의 합이 아니라 평균",
    "right from a wrong number further up": "앞에서 틀린 값으로 옳게 계산함",
    "right from a wrong number further up: {name}": "앞에서 틀린 값으로 옳게 계산함: {name}",
    # the sentence to keep of each layer
}
