"""The affine layer of notes_faults.py with self.W put right. One fault is left; see notes_faults_one_example.yaml."""

import numpy as np


class Affine:
    """Right for a batch. For one example x.T is x again, and np.dot of two vectors is one number where a matrix should be."""

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)
