import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Account',
	description: 'Balance, prices, allowed hours and settings of your account',
};
export { default as deleteVisitCard } from './deleteVisitCard.operation';
export { default as getBalance } from './getBalance.operation';
export { default as getDashboard } from './getDashboard.operation';
export { default as getSettings } from './getSettings.operation';
export { default as updateSettings } from './updateSettings.operation';
