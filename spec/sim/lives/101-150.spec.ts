/** Seeds 101 to 150: a quarter of the suite's 10,000 kills. */
import { lives } from '../lives.ts';

lives(101, 150);
