package summary

import "footnote/answer/clause"

// newsworthy reports whether an English stem is of what news is about: what happens to
// people and things, what those in power decide, what it costs. A fact mostly turns on
// such a word.
func newsworthy(stem string) bool { return acts[stem] }

var acts = clause.Stems(`
kill die death dead murder injure wound hurt victim survive survivor casualty missing rescue save evacuate trap strand displace homeless
attack bomb shoot shell strike airstrike raid invade invasion fight clash battle war ceasefire truce siege hostage kidnap release free prisoner
arrest detain charge accuse suspect convict guilty acquit sentence jail prison fine sue lawsuit appeal trial verdict ruling court jury inquiry
investigate investigation evidence testify plead
elect election vote ballot win lose defeat victory majority resign quit sack dismiss appoint nominate inaugurate coup overthrow oust topple
law ban agree accept refuse sign seize approve reject veto pass adopt decree sanction treaty agreement deal accord talks negotiate summit
protest demonstrate demonstration rally riot strike walkout march union
earthquake quake flood storm cyclone hurricane tornado fire blaze wildfire eruption landslide drought famine avalanche crash collide collision
derail sink capsize explode explosion collapse leak spill outage blackout
outbreak epidemic virus disease infect vaccine vaccinate hospital quarantine
price cost tax budget debt deficit profit loss revenue wage pay fund aid donate compensate compensation refund
buy sell acquire merge merger takeover bankrupt bankruptcy close closure shut open reopen job layoff hire
rise fall increase decrease cut raise drop double reduce record
cause blame fault fail failure warn warning alarm inspect inspection safety risk threat
announce order demand refuse deny admit confirm promise cancel postpone delay suspend withdraw leave return begin end halt
destroy damage
final champion trophy goal score medal title penalty
swear oath recount impeach dissolve reshuffle dispute contest concede boycott succeed successor replace
bail remand custody extradite extradition probe prosecute prosecution defraud fraud theft steal bribe bribery corruption embezzle negligence
manslaughter convict conviction settle settlement damages witness theft perjury
surrender capture occupy occupation mobilise mobilize deploy deployment blockade besiege missile shelling cease rebel rebellion
burst breach wreck rubble toll relief emergency erupt evict eviction contaminate contamination pollute pollution poison infection
dose treat treatment epidemic
bid stake shareholder dividend loan bailout subsidy tariff inflation shortage invest investor investment liquidate liquidation redundancy
beat draw qualify disqualify relegate relegation transfer
discover discovery launch hack
decide decision permit grant licence license revoke lift extend impose introduce scrap abolish block oppose opposition resume restore replace
arrive arrival
rebuild repair promise pledge threaten demand petition
`)
