package app

// Racing tells that the race detector is on, which allocates.
const Racing = racing
