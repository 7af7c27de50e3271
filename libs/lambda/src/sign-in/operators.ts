/** The group of the user pool whose members may act on the calls of others; they are told of them under this name, too. */
export const OPERATORS = 'operators';
