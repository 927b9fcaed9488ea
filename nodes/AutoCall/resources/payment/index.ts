import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Payment',
	description: 'Top-ups, transactions and totals of the account',
};
export { default as createTopUp } from './createTopUp.operation';
export { default as getAll } from './getAll.operation';
export { default as getSummary } from './getSummary.operation';
