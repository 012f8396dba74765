// What the state and the expressions know of values, which are those of JSON.

export const { isArray } = Array;
export const isString = (v) => typeof v == "string";
export const isNumber = (v) => typeof v == "number";
export const isContainer = (v) => typeof v == "object" && v !== null;

// keyIn is the key that a step means in a value: in a list the index that parseInt reads, "-" being the place after the
// last item.
export const keyIn = (value, step) => {
  if (!isArray(value)) return step;
  return step === "-" ? value.length : parseInt(step, 10);
};

// member is what a step leads to. Only what JSON has is there: no length, no prototype.
export const member = (value, step) => {
  const key = keyIn(value, step);
  return isContainer(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

// walk follows a path from a value.
export const walk = (value, steps) => steps.reduce(member, value);
