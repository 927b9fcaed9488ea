export const label = { name: 'Call', description: 'Single calls, and how calls went' };
export { default as create } from './create.operation';
export { default as getHistory } from './getHistory.operation';
