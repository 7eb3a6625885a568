-- A shop as it grows over the years: every common MySQL type, names that need quotes, a table without a key.
-- Foreign keys do not cascade: MySQL keeps cascaded deletes out of its binary log, so no follower would see them.
CREATE TABLE categories (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  parent_id INT UNSIGNED NULL COMMENT 'None at the top',
  name VARCHAR(80) NOT NULL,
  slug CHAR(24) NOT NULL,
  position SMALLINT NOT NULL DEFAULT 0,
  visible BIT(1) NOT NULL DEFAULT b'1',
  PRIMARY KEY (id),
  UNIQUE KEY slug (slug),
  KEY parent (parent_id, position),
  CONSTRAINT categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id)
) COMMENT 'A tree, three levels deep';

CREATE TABLE products (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  sku VARCHAR(32) NOT NULL,
  name VARCHAR(160) NOT NULL,
  description TEXT NULL,
  `condition` ENUM('new', 'like new', 'used', 'it''s complicated') NOT NULL DEFAULT 'new',
  labels SET('sale', 'organic', 'fragile', 'gift') NOT NULL DEFAULT '',
  price DECIMAL(12,2) NOT NULL DEFAULT '0.00',
  vatRate DECIMAL(5,4) NULL,
  weight_kg DOUBLE NULL,
  rating FLOAT NULL,
  attributes JSON NULL,
  barcode BINARY(16) NULL,
  thumbnail BLOB NULL,
  manual MEDIUMBLOB NULL,
  flags BIT(12) NOT NULL DEFAULT b'0',
  introduced YEAR NULL,
  is_active TINYINT(1) NOT NULL DEFAULT 1,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id),
  UNIQUE KEY sku (sku),
  KEY created_at (created_at),
  KEY price (is_active, price)
) COMMENT 'What can be bought';

CREATE TABLE product_categories (
  product_id BIGINT UNSIGNED NOT NULL,
  category_id INT UNSIGNED NOT NULL,
  PRIMARY KEY (product_id, category_id),
  KEY category (category_id),
  CONSTRAINT product_categories_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT product_categories_category FOREIGN KEY (category_id) REFERENCES categories (id)
);

CREATE TABLE customers (
  id BIGINT NOT NULL AUTO_INCREMENT,
  email VARCHAR(190) NOT NULL,
  name VARCHAR(120) NOT NULL COMMENT 'As the customer writes it, \\ and ''quotes'' included',
  birthday DATE NULL,
  newsletter TINYINT(1) NOT NULL DEFAULT 0,
  temper TINYINT NOT NULL DEFAULT 0,
  points INT NOT NULL DEFAULT 0,
  balance_cents BIGINT NOT NULL DEFAULT 0,
  interests SET('books', 'music', 'garden', 'tools', 'toys') NULL,
  preferences JSON NULL,
  notes MEDIUMTEXT NULL,
  valid_until DATETIME NOT NULL DEFAULT '9999-12-31 00:00:00',
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP(6) NULL DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY email (email),
  KEY created_at (created_at)
);

CREATE TABLE addresses (
  id INT NOT NULL AUTO_INCREMENT,
  customer_id BIGINT NOT NULL,
  kind ENUM('billing', 'delivery') NOT NULL DEFAULT 'delivery',
  street VARCHAR(200) NOT NULL DEFAULT '',
  city VARCHAR(100) NOT NULL,
  country CHAR(2) NOT NULL DEFAULT 'DE',
  latitude DECIMAL(9,6) NULL,
  longitude DECIMAL(9,6) NULL,
  PRIMARY KEY (id),
  KEY customer (customer_id),
  CONSTRAINT addresses_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);

CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  customer_id BIGINT NOT NULL,
  address_id INT NULL,
  status ENUM('new', 'paid', 'shipped', 'cancelled') NOT NULL DEFAULT 'new',
  currency CHAR(3) NOT NULL DEFAULT 'EUR',
  total DECIMAL(14,2) NOT NULL DEFAULT '0.00',
  external_id BINARY(16) NOT NULL,
  note VARCHAR(255) NULL,
  placed_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  UNIQUE KEY external_id (external_id),
  KEY customer (customer_id, placed_at),
  KEY address (address_id),
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT orders_address FOREIGN KEY (address_id) REFERENCES addresses (id)
) AUTO_INCREMENT = 100000;

CREATE TABLE order_lines (
  order_id BIGINT UNSIGNED NOT NULL,
  line SMALLINT UNSIGNED NOT NULL,
  product_id BIGINT UNSIGNED NOT NULL,
  quantity INT UNSIGNED NOT NULL DEFAULT 1,
  unit_price DECIMAL(12,2) NOT NULL,
  discount DECIMAL(5,4) NOT NULL DEFAULT '0.0000',
  PRIMARY KEY (order_id, line),
  KEY product (product_id),
  CONSTRAINT order_lines_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT order_lines_product FOREIGN KEY (product_id) REFERENCES products (id)
);

CREATE TABLE payments (
  id BIGINT NOT NULL AUTO_INCREMENT,
  order_id BIGINT UNSIGNED NOT NULL,
  method ENUM('card', 'transfer', 'cash', 'voucher') NOT NULL,
  amount DECIMAL(14,2) NOT NULL,
  authorized_at TIMESTAMP(3) NULL DEFAULT NULL,
  response JSON NULL,
  receipt BLOB NULL,
  PRIMARY KEY (id),
  KEY `order` (order_id),
  CONSTRAINT payments_order FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE inventory (
  product_id BIGINT UNSIGNED NOT NULL,
  on_hand INT NOT NULL DEFAULT 0,
  movements BIGINT UNSIGNED NOT NULL DEFAULT 0,
  reorder_level MEDIUMINT NOT NULL DEFAULT 0,
  shelf VARBINARY(16) NOT NULL DEFAULT '',
  counted_on DATE NULL,
  opens TIME NULL,
  PRIMARY KEY (product_id),
  CONSTRAINT inventory_product FOREIGN KEY (product_id) REFERENCES products (id)
);

CREATE TABLE deliveries (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id BIGINT UNSIGNED NOT NULL,
  carrier VARCHAR(40) NOT NULL,
  duration_us BIGINT NULL COMMENT 'From door to door, in microseconds',
  delay TIME(3) NULL COMMENT 'Against the promise; negative when early',
  delivered_at DATETIME(3) NULL,
  PRIMARY KEY (id),
  KEY `order` (order_id),
  CONSTRAINT deliveries_order FOREIGN KEY (order_id) REFERENCES orders (id)
);

CREATE TABLE reviews (
  id MEDIUMINT UNSIGNED NOT NULL AUTO_INCREMENT,
  product_id BIGINT UNSIGNED NOT NULL,
  customer_id BIGINT NOT NULL,
  stars TINYINT UNSIGNED NOT NULL,
  body TEXT NOT NULL,
  written_on DATE NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY once (product_id, customer_id),
  KEY customer (customer_id),
  CONSTRAINT reviews_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT reviews_customer FOREIGN KEY (customer_id) REFERENCES customers (id)
);

CREATE TABLE settings (
  `key` VARCHAR(64) NOT NULL,
  value TEXT NULL,
  changed_at DATETIME NOT NULL,
  PRIMARY KEY (`key`)
) COMMENT 'One row per switch; keys do get renamed';

CREATE TABLE audit_log (
  at DATETIME(3) NOT NULL,
  actor VARCHAR(60) NULL,
  action VARCHAR(40) NOT NULL,
  detail JSON NULL,
  KEY at (at)
) COMMENT 'No primary key, and the same row may be there twice';
