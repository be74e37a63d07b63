import type { LuaScript } from '../connection/redis-connection.js';

/*
 * Keys, each after the prefix:
 *
 *   checkpoints              hash: projection → position of the last event that its documents show
 *   epochs                   hash: projection → text that is new whenever its documents began anew
 *   whole                    hash: projection → the epoch in which its documents have shown all of history
 *   shapes                   hash: collection → names of its indexes
 *   docs:<collection>        hash: id → JSON
 *   ids:<collection>         sorted set: id
 *   sorted:<collection>      sorted set: place (sort key, id)
 *   index:<collection>:<i>   sorted set: value, place
 *   entries:<collection>     hash: id → its place and index values, to know what to remove
 *
 * Every score is 0, so that members are in the order of their bytes. All texts are `orderedText`.
 */

/** Answers epoch and position (empty: none) of a projection. ARGV: projection, an epoch where it has none. */
export const BEGIN: LuaScript = {
  name: 'bookonceBegin',
  lua: String.raw`
redis.call('HSETNX', KEYS[1] .. 'epochs', ARGV[1], ARGV[2])
return {
  redis.call('HGET', KEYS[1] .. 'epochs', ARGV[1]),
  redis.call('HGET', KEYS[1] .. 'checkpoints', ARGV[1]) or ''
}`,
};

/**
 * Writes documents, their index entries and the checkpoint, or nothing: answers `done`, `moved` (another epoch or
 * position than the batch was folded on) or `reshaped` (a collection has documents of another shape).
 *
 * ARGV: projection, position, its epoch, the position before (empty: none), number of collections, name and shape
 * of each; then for each document: number of its collection, id, JSON (empty: removed) and, where it is not removed,
 * place and each index value after "=" (empty: none).
 */
export const COMMIT: LuaScript = {
  name: 'bookonceCommit',
  lua: String.raw`
local prefix, projection, position = KEYS[1], ARGV[1], ARGV[2]
local epoch = redis.call('HGET', prefix .. 'epochs', projection)
local before = redis.call('HGET', prefix .. 'checkpoints', projection) or ''
if epoch ~= ARGV[3] or before ~= ARGV[4] then return 'moved' end

local at = 5
local function take()
  at = at + 1
  return ARGV[at]
end

local collections = {}
for number = 1, tonumber(ARGV[5]) do
  local name, shape = take(), take()
  local known = redis.call('HGET', prefix .. 'shapes', name)
  if known and known ~= shape then return 'reshaped' end
  local lists = { prefix .. 'sorted:' .. name }
  for index in string.gmatch(shape, '%S+') do lists[#lists + 1] = prefix .. 'index:' .. name .. ':' .. index end
  collections[number] = {
    name = name, shape = shape, known = known, lists = lists,
    docs = prefix .. 'docs:' .. name, ids = prefix .. 'ids:' .. name, entries = prefix .. 'entries:' .. name
  }
end

-- An entry is the place and the index values. Its member in the first list is the place, in others value and place.
local function memberOf(entry, list)
  if list == 1 then return entry[1] end
  local value = entry[list]
  if value == '' then return nil end
  return string.sub(value, 2) .. '\0' .. entry[1]
end

local function move(collection, old, new)
  for number, list in ipairs(collection.lists) do
    local from, to = old and memberOf(old, number), new and memberOf(new, number)
    if from ~= to then
      if from then redis.call('ZREM', list, from) end
      if to then redis.call('ZADD', list, 0, to) end
    end
  end
end

for _, collection in ipairs(collections) do
  if not collection.known then redis.call('HSET', prefix .. 'shapes', collection.name, collection.shape) end
end

while at < #ARGV do
  local collection, id, doc = collections[tonumber(take())], take(), take()
  local packed = redis.call('HGET', collection.entries, id)
  local old = packed and cmsgpack.unpack(packed)
  if doc == '' then
    if old then
      redis.call('HDEL', collection.docs, id)
      redis.call('HDEL', collection.entries, id)
      redis.call('ZREM', collection.ids, id)
      move(collection, old, nil)
    end
  else
    local new = {}
    for number = 1, #collection.lists do new[number] = take() end
    redis.call('HSET', collection.docs, id, doc)
    local repacked = cmsgpack.pack(new)
    if repacked ~= packed then
      if not old then redis.call('ZADD', collection.ids, 0, id) end
      redis.call('HSET', collection.entries, id, repacked)
      move(collection, old, new)
    end
  end
end

redis.call('HSET', prefix .. 'checkpoints', projection, position)
redis.call('PUBLISH', prefix .. 'commits', projection .. ' ' .. position)
return 'done'`,
};

/** Answers 1 where the documents are of this epoch, and are whole from now on; 0 where not. ARGV: projection, epoch. */
export const MARK_WHOLE: LuaScript = {
  name: 'bookonceMarkWhole',
  lua: String.raw`
if redis.call('HGET', KEYS[1] .. 'epochs', ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1] .. 'whole', ARGV[1], ARGV[2])
return 1`,
};

/**
 * Documents that are in several lists at once, in order: reads the shortest of the lists and asks the others, a
 * bounded number of entries in one call. Answers the place to go on after (empty: that was all), then place and
 * JSON of each.
 *
 * ARGV: collection, `asc` or `desc`, the place to begin after and the one to end before (empty: none), number of
 * documents, then name and value of each index.
 */
export const LIST: LuaScript = {
  name: 'bookonceList',
  lua: String.raw`
local MOST_ENTRIES, PAGE = 1000, 100
local collection, descending, low, high, wanted = ARGV[1], ARGV[2] == 'desc', ARGV[3], ARGV[4], tonumber(ARGV[5])
local docs = KEYS[1] .. 'docs:' .. collection

local lists = {}
for at = 6, #ARGV, 2 do
  lists[#lists + 1] = { key = KEYS[1] .. 'index:' .. collection .. ':' .. ARGV[at], value = ARGV[at + 1] .. '\0' }
end
if #lists == 0 then lists[1] = { key = KEYS[1] .. 'sorted:' .. collection, value = '' } end

local function bounds(list)
  local value = list.value
  local min, max = '-', '+'
  if low ~= '' then min = '(' .. value .. low elseif value ~= '' then min = '[' .. value end
  if high ~= '' then max = '(' .. value .. high elseif value ~= '' then max = '(' .. string.sub(value, 1, -2) .. '\1' end
  return min, max
end

local shortest, fewest = 1, nil
if #lists > 1 then
  for number, list in ipairs(lists) do
    local count = redis.call('ZLEXCOUNT', list.key, bounds(list))
    if not fewest or count < fewest then shortest, fewest = number, count end
  end
end
local source = table.remove(lists, shortest)

local function isInOthers(place)
  for _, list in ipairs(lists) do
    if not redis.call('ZSCORE', list.key, list.value .. place) then return false end
  end
  return true
end

local answer = { '' }
local read = 0
while read < MOST_ENTRIES do
  local count = #lists == 0 and math.min(wanted, MOST_ENTRIES) or PAGE
  local min, max = bounds(source)
  local members
  if descending then
    members = redis.call('ZREVRANGEBYLEX', source.key, max, min, 'LIMIT', 0, count)
  else
    members = redis.call('ZRANGEBYLEX', source.key, min, max, 'LIMIT', 0, count)
  end
  for _, member in ipairs(members) do
    local place = string.sub(member, #source.value + 1)
    if descending then high = place else low = place end
    if isInOthers(place) then
      local id = string.sub(place, string.find(place, '\0', 1, true) + 1)
      answer[#answer + 1] = place
      answer[#answer + 1] = redis.call('HGET', docs, id)
      wanted = wanted - 1
      if wanted == 0 then
        answer[1] = place
        return answer
      end
    end
  end
  if #members < count then return answer end
  read = read + #members
end
answer[1] = descending and high or low
return answer`,
};

/**
 * Documents by id: answers id and JSON of each, in order.
 * ARGV: collection, bounds as in ZRANGEBYLEX, number of documents.
 */
export const SPAN: LuaScript = {
  name: 'bookonceSpan',
  lua: String.raw`
local ids = redis.call('ZRANGEBYLEX', KEYS[1] .. 'ids:' .. ARGV[1], ARGV[2], ARGV[3], 'LIMIT', 0, tonumber(ARGV[4]))
local answer = {}
for _, id in ipairs(ids) do
  answer[#answer + 1] = id
  answer[#answer + 1] = redis.call('HGET', KEYS[1] .. 'docs:' .. ARGV[1], id)
end
return answer`,
};

/** Forgets collections and a projection; without any, all of them. ARGV: projection, then names of collections. */
export const WIPE: LuaScript = {
  name: 'bookonceWipe',
  lua: String.raw`
local prefix = KEYS[1]
local names = { unpack(ARGV, 2) }
if #ARGV == 0 then
  names = redis.call('HKEYS', prefix .. 'shapes')
  redis.call('DEL', prefix .. 'checkpoints', prefix .. 'epochs', prefix .. 'whole')
else
  redis.call('HDEL', prefix .. 'checkpoints', ARGV[1])
  redis.call('HDEL', prefix .. 'epochs', ARGV[1])
  redis.call('HDEL', prefix .. 'whole', ARGV[1])
end
for _, name in ipairs(names) do
  for index in string.gmatch(redis.call('HGET', prefix .. 'shapes', name) or '', '%S+') do
    redis.call('UNLINK', prefix .. 'index:' .. name .. ':' .. index)
  end
  for _, kind in ipairs({ 'docs:', 'ids:', 'sorted:', 'entries:' }) do redis.call('UNLINK', prefix .. kind .. name) end
  redis.call('HDEL', prefix .. 'shapes', name)
end`,
};
