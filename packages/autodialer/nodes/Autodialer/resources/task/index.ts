export const label = { name: 'Task', description: 'Rows for the dialer to call' };
export { default as create } from './create.operation';
