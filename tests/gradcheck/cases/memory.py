"""Layers that remember more, or less, than their own last pass."""


class Product:
    """One memory for all objects of the class."""

    kept = []

    def forward(self, x, y):
        Product.kept[:] = [x, y]
        return x * y

    def backward(self, dout):
        x, y = Product.kept
        return dout * y, dout * x


class Fading:
    """Each backward pass after one forward pass gives half of the one before."""

    def forward(self, x):
        self.slope = 4.0
        return self.slope * x

    def backward(self, dout):
        slope, self.slope = self.slope, self.slope / 2
        return slope * dout
